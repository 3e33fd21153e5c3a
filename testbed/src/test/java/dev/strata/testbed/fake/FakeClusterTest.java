package dev.strata.testbed.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.testbed.fake.generate.Tier;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FakeClusterTest {

    private static final Tier SMALL = Tier.S.scaled(0.1);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FakeCluster cluster(long seed) {
        return new FakeCluster(SMALL, seed, CLOCK);
    }

    private static List<JsonNode> all(FakeCluster cluster, String resource) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (ExpectedObject object : cluster.expected(resource)) {
            found.add(JSON.readTree(
                    cluster.json(resource, object.namespace(), object.name()).orElseThrow()));
        }
        return found;
    }

    @Test
    void cluster_sameSeed_sameObjectsAndSameLife() {
        try (FakeCluster one = cluster(7);
                FakeCluster two = cluster(7);
                FakeCluster other = cluster(8)) {
            assertThat(one.step(400)).isEqualTo(two.step(400)).isPositive();
            for (ApiKind kind : ApiKinds.all()) {
                assertThat(one.expected(kind.resource())).isEqualTo(two.expected(kind.resource()));
            }
            assertThat(one.expected("pods")).isNotEqualTo(other.expected("pods"));
        }
    }

    @Test
    void cluster_ofATier_hasItsCounts() {
        Tier.Counts counts = SMALL.counts();
        try (FakeCluster cluster = cluster(1)) {
            assertThat(cluster.size("pods")).isEqualTo(counts.pods());
            assertThat(cluster.size("nodes")).isEqualTo(counts.nodes());
            assertThat(cluster.size("deployments")).isEqualTo(counts.deployments());
            assertThat(cluster.size("replicasets")).isEqualTo(3 * counts.deployments());
            assertThat(cluster.size("services")).isEqualTo(counts.services());
            assertThat(cluster.size("horizontalpodautoscalers")).isEqualTo(counts.autoscalers());
            assertThat(cluster.expected("events").stream()
                            .filter(event -> "Warning".equals(event.fields().get("type"))))
                    .hasSize(counts.events());
        }
    }

    @Test
    void cluster_withAPodOnEachOfManyNodes_losesNoneToAnotherOfTheSameName() {
        Tier daemons = new Tier("S", new Tier.Counts(10_000, 1, 1, 1, 3, 1, 30_100, 1, 1, 1, 1, 1));
        try (FakeCluster cluster = new FakeCluster(daemons, 1, CLOCK)) {
            assertThat(cluster.size("pods")).isEqualTo(30_100);
        }
    }

    @Test
    void cluster_everyKind_hasObjectsThatSayWhatTheyAre() throws IOException {
        try (FakeCluster cluster = cluster(3)) {
            for (ApiKind kind : ApiKinds.all()) {
                List<JsonNode> objects = all(cluster, kind.resource());
                assertThat(objects).as(kind.resource()).isNotEmpty();
                for (JsonNode object : objects) {
                    assertThat(object.path("kind").asText()).isEqualTo(kind.kind());
                    assertThat(object.path("apiVersion").asText()).isEqualTo(kind.apiVersion());
                    assertThat(object.at("/metadata/uid").asText()).hasSize(36);
                    assertThat(object.at("/metadata/resourceVersion").asLong()).isPositive();
                    assertThat(object.at("/metadata").has("namespace")).isEqualTo(kind.namespaced());
                    assertThat(object.toString()).doesNotContain("${");
                }
            }
        }
    }

    @Test
    void cluster_afterSomeLife_stillFitsTogether() throws IOException {
        try (FakeCluster cluster = cluster(5)) {
            cluster.step(600);
            TreeSet<String> nodes = new TreeSet<>();
            all(cluster, "nodes")
                    .forEach(node -> nodes.add(node.at("/metadata/name").asText()));
            Map<String, Integer> owned = new HashMap<>();
            TreeSet<String> pods = new TreeSet<>();
            for (JsonNode pod : all(cluster, "pods")) {
                pods.add(pod.at("/metadata/uid").asText());
                if (pod.at("/metadata/deletionTimestamp").isMissingNode()) {
                    owned.merge(pod.at("/metadata/ownerReferences/0/uid").asText(), 1, Integer::sum);
                }
                assertThat(pod.at("/spec/nodeName").isMissingNode()
                                || nodes.contains(pod.at("/spec/nodeName").asText()))
                        .isTrue();
            }
            for (JsonNode set : all(cluster, "replicasets")) {
                assertThat(set.at("/status/replicas").asInt())
                        .isEqualTo(owned.getOrDefault(set.at("/metadata/uid").asText(), 0));
            }
            for (JsonNode slice : all(cluster, "endpointslices")) {
                assertThat(slice.path("endpoints"))
                        .allSatisfy(endpoint -> assertThat(pods)
                                .contains(endpoint.at("/targetRef/uid").asText()));
            }
        }
    }

    @Test
    void churn_atARate_changesAboutSoMuchAndStops() throws InterruptedException {
        try (FakeCluster cluster = cluster(1)) {
            long before = cluster.store().version();
            cluster.churn(200);
            Thread.sleep(1500);
            cluster.churn(0);
            long after = cluster.store().version();
            assertThat(after - before).isBetween(20L, 700L);
            Thread.sleep(100);
            assertThat(cluster.store().version()).isEqualTo(after);
        }
    }

    @Test
    void churn_forLong_keepsAsManyEventsAsThereWere() {
        try (FakeCluster cluster = cluster(1)) {
            int before = cluster.size("events");
            cluster.step(2000);
            assertThat(cluster.changes("events")).isGreaterThan(before);
            assertThat(cluster.size("events")).isEqualTo(before);
        }
    }

    @Test
    void loseClaim_namesAClaimThatIsLost_eachTimeAnother() throws IOException {
        try (FakeCluster cluster = cluster(1)) {
            String first = cluster.loseClaim();
            String[] name = first.split("/", 2);
            JsonNode claim = JSON.readTree(
                    cluster.json("persistentvolumeclaims", name[0], name[1]).orElseThrow());
            assertThat(claim.at("/status/phase").asText()).isEqualTo("Lost");
            assertThat(cluster.loseClaim()).isNotEqualTo(first);
        }
    }

    @Test
    void breakOne_namesASetWhosePodCrashes_untilAllHave() throws IOException {
        try (FakeCluster cluster = cluster(1)) {
            int sets = SMALL.counts().statefulSets();
            List<String> broken = new ArrayList<>();
            cluster.breakOne().ifPresent(broken::add);
            String[] name = broken.get(0).split("/", 2);
            JsonNode pod =
                    JSON.readTree(cluster.json("pods", name[0], name[1] + "-0").orElseThrow());
            assertThat(pod.at("/status/containerStatuses/0/state/waiting/reason")
                            .asText())
                    .isEqualTo("CrashLoopBackOff");
            assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt())
                    .isGreaterThanOrEqualTo(10);
            for (int i = 1; i < sets; i++) {
                cluster.breakOne().ifPresent(broken::add);
            }
            assertThat(broken).hasSize(sets).doesNotHaveDuplicates();
            assertThat(cluster.breakOne()).isEmpty();
        }
    }
}
