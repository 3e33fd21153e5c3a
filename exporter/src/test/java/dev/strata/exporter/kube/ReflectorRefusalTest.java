package dev.strata.exporter.kube;

import static dev.strata.exporter.kube.FakeApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness.State;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that answer, but not with objects. */
@Timeout(120)
class ReflectorRefusalTest {

    private final FollowedPods pods = FollowedPods.patiently().inPages();

    @AfterEach
    void stop() {
        pods.close();
    }

    @Test
    void forbidden_isNamed_andRecoversWhenGranted() {
        for (int i = 0; i < 4; i++) {
            pods.api.onList(status(403));
        }
        pods.start();
        pods.awaitState(State.FORBIDDEN);

        assertThat(pods.freshness().detail()).contains("403").contains("planted");
        assertThat(pods.health.status().up()).as("a refusal is an answer").isTrue();
        pods.awaitFresh();
        pods.awaitEqual();
    }

    @Test
    void notServed_isAbsent_andAppearsLater() {
        pods.api.onList(status(404));
        pods.start();
        pods.awaitState(State.ABSENT);
        pods.awaitFresh();
        pods.awaitEqual();
    }

    @Test
    void throttled_waitsAsLongAsAsked() {
        pods.api.onList(status(429, "Retry-After", "1"));
        long from = System.nanoTime();
        pods.startAndSync();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pods.restarts("throttled")).isEqualTo(1);
    }

    @Test
    void unauthorized_readsCredentialsAgain() {
        pods.api.onList(status(401));
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.opened).hasValue(2);
        assertThat(pods.restarts()).containsOnlyKeys("no_watch_list");
    }

    @Test
    void serverErrors_areRetriedWithPauses() {
        for (int i = 0; i < 2; i++) {
            pods.api.onList(status(500));
        }
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.restarts("server_error")).isEqualTo(2);
        assertThat(pods.api.count("cached")).isZero();
    }
}
