package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.KubeResource;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class WatchedKindsTest {

    @Test
    void clusterRole_ofDeployFolder_isTheGeneratedOne() {
        Golden.check(Path.of("../deploy/base/clusterrole.yaml"), WatchedKinds.clusterRole());
    }

    @Test
    void clusterRole_rights_areReadOnlyWithoutSecretsOrWildcards() {
        assertThat(WatchedKinds.clusterRole())
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
        WatchedKinds.feeds().forEach(feed -> covered.add(feed.resource()));

        assertThat(covered).containsExactly(KubeResource.values());
    }

    @Test
    void path_ofGroupAndCore_isThatOfTheApi() {
        assertThat(Feed.all(KubeResource.PODS).path()).isEqualTo("/api/v1/pods");
        assertThat(Feed.all(KubeResource.HORIZONTALPODAUTOSCALERS).path())
                .isEqualTo("/apis/autoscaling/v2/horizontalpodautoscalers");
    }
}
