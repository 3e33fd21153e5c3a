package dev.strata.exporter.kube;

import static dev.strata.exporter.kube.FakeApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** APIs that come with something that may be installed. */
@Timeout(120)
class ReflectorOptionalTest {

    private final FollowedPods pods = FollowedPods.optional();

    @AfterEach
    void stop() {
        pods.close();
    }

    @Test
    void notInstalled_isAbsentWithoutTrouble_andAppears() {
        for (int i = 0; i < 3; i++) {
            pods.api.onWatchList(status(404));
        }
        pods.start();
        pods.awaitState(State.ABSENT);

        assertThat(pods.freshness().detail()).contains("404");
        assertThat(pods.health.status().up()).isTrue();
        pods.awaitFresh();
        pods.awaitEqual();
        assertThat(pods.restarts()).isEmpty();
        assertThat(pods.api.requests()).containsOnly("watchlist");
    }

    @Test
    void takenAway_takesItsObjectsWithIt_andComesBack() {
        pods.startAndSync();
        for (int i = 0; i < 20; i++) {
            pods.api.onWatchList(status(404));
        }
        pods.api.onWatch(status(404));
        pods.api.stop();
        pods.restartApi();
        pods.awaitState(State.ABSENT);

        assertThat(pods.held()).isEmpty();
        assertThat(pods.restarts("not_found")).isEqualTo(1);
        pods.awaitFresh();
        pods.awaitEqual();
    }

    @Test
    void forbidden_isNotAbsent() {
        pods.api.onWatchList(status(403));
        pods.start();
        pods.awaitState(State.FORBIDDEN);
        pods.awaitFresh();
    }
}
