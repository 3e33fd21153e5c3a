package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.config.CustomKind;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedKindsTest {

    private static final OptIns ALL =
            new OptIns(true, List.of(new CustomKind("example.com", "v1", "widgets", "Widget")));

    @Test
    void clusterRole_ofDeployFolder_isTheGeneratedOne() {
        Golden.check(Path.of("../deploy/base/clusterrole.yaml"), WatchedKinds.clusterRole(OptIns.NONE));
    }

    @Test
    void clusterRole_rights_areReadOnlyWithoutSecretsOrWildcards() {
        assertThat(WatchedKinds.clusterRole(OptIns.NONE))
                .doesNotContain("*")
                .doesNotContain("secrets")
                .doesNotContain("create")
                .doesNotContain("update")
                .doesNotContain("patch")
                .doesNotContain("delete");
    }

    @Test
    void feeds_coverEveryResource() {
        var covered = EnumSet.noneOf(KubeResource.class);
        WatchedKinds.feeds(ALL).forEach(feed -> covered.add(feed.resource()));

        assertThat(covered).containsExactly(KubeResource.values());
    }

    @Test
    void feeds_withoutOptIns_leaveOutSecretsAndCustomResources() {
        assertThat(WatchedKinds.feeds(OptIns.NONE))
                .noneMatch(feed -> feed.resource().isOptIn())
                .noneMatch(feed -> feed.path().contains("secrets"));
    }

    @Test
    void clusterRole_ofOptIns_hasOneRuleMoreForEachAndSaysWhatItShows() {
        String usual = WatchedKinds.clusterRole(OptIns.NONE);
        String wide = WatchedKinds.clusterRole(ALL);

        assertThat(wide).startsWith(usual);
        assertThat(wide.substring(usual.length()))
                .contains("      - secrets\n")
                .contains("can read the values of all Secrets")
                .contains("apiGroups: [\"example.com\"]")
                .contains("      - widgets\n")
                .doesNotContain("*");
    }

    @Test
    void clusterRole_resources_areThoseOfTheFeeds() {
        String role = WatchedKinds.clusterRole(ALL);
        for (Feed feed : WatchedKinds.feeds(ALL)) {
            String plural = feed.path().substring(feed.path().lastIndexOf('/') + 1);
            assertThat(role).contains("      - " + plural + "\n");
        }
    }

    @Test
    void path_ofGroupAndCore_isThatOfTheApi() {
        assertThat(Feed.all(KubeResource.PODS).path()).isEqualTo("/api/v1/pods");
        assertThat(Feed.all(KubeResource.HORIZONTALPODAUTOSCALERS).path())
                .isEqualTo("/apis/autoscaling/v2/horizontalpodautoscalers");
    }
}
