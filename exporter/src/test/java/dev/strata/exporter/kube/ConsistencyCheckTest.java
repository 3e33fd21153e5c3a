package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.ObjectKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConsistencyCheckTest {

    private static final ObjectKey A = new ObjectKey("Pod", "n", "a");
    private static final ObjectKey B = new ObjectKey("Pod", "n", "b");

    private final FollowedPods pods = FollowedPods.patiently();

    @AfterEach
    void stop() {
        pods.close();
    }

    @Test
    void lostEvents_ofEachSort_areFound_andTheFeedReadAnew() {
        pods.startAndSync();
        pods.api.smuggle("new");
        pods.api.smuggle("a");
        pods.api.embezzle("c");
        pods.startChecking();
        pods.awaitEqual();

        assertThat(pods.restarts("inconsistent")).isGreaterThanOrEqualTo(1);
        assertThat(pods.api.count("watchlist")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void changes_thatTheWatchTellsOf_areNoReason() {
        pods.startAndSync();
        pods.startChecking();
        for (int i = 0; i < 40; i++) {
            pods.api.put("b");
            pods.pause();
        }
        pods.awaitRequests("page", 5);
        pods.awaitEqual();

        assertThat(pods.restarts()).isEmpty();
        assertThat(pods.api.count("watchlist")).isEqualTo(1);
    }

    @Test
    void proven_onlyWhatStayedTheSame() {
        assertThat(Comparison.proven(Map.of(A, "1", B, "2"), Map.of(A, "1", B, "3")))
                .containsOnlyKeys(A);
        assertThat(Comparison.proven(Map.of(A, ""), Map.of(A, ""))).containsOnlyKeys(A);
        assertThat(Comparison.proven(Map.of(A, ""), Map.of())).isEmpty();
    }
}
