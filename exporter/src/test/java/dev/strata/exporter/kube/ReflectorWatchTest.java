package dev.strata.exporter.kube;

import static dev.strata.exporter.kube.FakeApi.reset;
import static dev.strata.exporter.kube.FakeApi.silence;
import static dev.strata.exporter.kube.FakeApi.status;
import static dev.strata.exporter.kube.FakeApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness.State;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches that break, and how they go on. */
@Timeout(120)
class ReflectorWatchTest {

    private FollowedPods pods = FollowedPods.patiently();

    @AfterEach
    void stop() {
        pods.close();
    }

    private void impatiently() {
        pods.close();
        pods = FollowedPods.impatiently();
    }

    /** Breaks the stream off; the next request for a watch is answered by the fault. */
    private void breakOff(FakeApi.Fault next) {
        pods.api.onWatch(next);
        pods.api.stop();
    }

    @Test
    void reset_resumesFromTheLastVersion() {
        pods.startAndSync();
        breakOff(reset("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{}}}"));
        pods.churn();
        pods.restartApi();
        pods.awaitEqual();

        assertThat(pods.api.count("watchlist")).isEqualTo(1);
        assertThat(pods.freshness().isFresh()).isTrue();
    }

    @Test
    void server_goneForLong_turnsStale_thenFreshAgain() {
        pods.startAndSync();
        List<String> before = pods.held();
        pods.api.stop();
        pods.churn();
        pods.awaitState(State.STALE);

        assertThat(pods.held()).isEqualTo(before);
        assertThat(pods.freshness().detail()).contains("cannot be reached");
        assertThat(pods.health.status().up()).isFalse();
        pods.restartApi();
        pods.awaitFresh();
        pods.awaitEqual();
        assertThat(pods.health.status().up()).isTrue();
        assertThat(pods.api.count("watchlist")).isEqualTo(1);
    }

    @Test
    void goneAsStatus_listsAgain() {
        pods.startAndSync();
        breakOff(status(410));
        pods.churn();
        pods.restartApi();
        pods.awaitEqual();

        assertThat(pods.api.count("watchlist")).isEqualTo(2);
        assertThat(pods.restarts("expired")).isEqualTo(1);
    }

    @Test
    void goneAsEvent_listsAgain_andForgetsTheDeleted() {
        pods.startAndSync();
        pods.api.stop();
        pods.api.delete("c");
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitEqual();

        assertThat(pods.held()).noneMatch(pod -> pod.startsWith("c@"));
        assertThat(pods.restarts("expired")).isEqualTo(1);
        assertThat(pods.freshness().isFresh()).isTrue();
    }

    @Test
    void nullObjectsAndUnknownTypes_areCounted_andItGoesOn() {
        pods.startAndSync();
        pods.api.say("ADDED", "null");
        pods.api.say("ADDED", "{\"metadata\":null}");
        pods.api.say("SURPRISE", "{\"a\":[1,{}]}");
        pods.api.say("MODIFIED", "[]");
        pods.churn();
        pods.awaitEqual();

        assertThat(pods.malformed()).isEqualTo(4);
        assertThat(pods.api.requests()).containsExactly("watchlist");
    }

    @Test
    void sameBrokenTextAgainAndAgain_listsAnew() {
        pods.startAndSync();
        pods.api.say("ADDED", "{\"metadata\":{\"name\":\"broken\"");
        pods.awaitRequests("watchlist", 2);

        assertThat(pods.restarts("decode")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void errorEventOfServer_isRetriedFromTheSameVersion() {
        pods.startAndSync();
        breakOff(text("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd\"}}"));
        pods.churn();
        pods.restartApi();
        pods.awaitEqual();

        assertThat(pods.api.count("watchlist")).isEqualTo(1);
        assertThat(pods.restarts("server_error")).isEqualTo(1);
    }

    @Test
    void versionFromTheFutureForLong_listsAnew() {
        pods.startAndSync();
        String tooLarge =
                "{\"type\":\"ERROR\",\"object\":{\"code\":504,\"message\":\"Too large resource version: 9\"}}";
        pods.api.onWatch(text(tooLarge));
        pods.api.onWatch(text(tooLarge));
        breakOff(text(tooLarge));
        pods.restartApi();
        pods.awaitRequests("watchlist", 2);
        pods.awaitEqual();
    }

    @Test
    void withoutBookmarks_isQuestionedAndResumed() {
        impatiently();
        pods.api.withoutBookmarks();
        pods.startAndSync();
        pods.awaitRequests("question", 1);
        pods.awaitRequests("watch", 1);
        pods.churn();
        pods.awaitEqual();

        assertThat(pods.freshness().isFresh()).isTrue();
        assertThat(pods.restarts("idle")).isGreaterThanOrEqualTo(1);
        assertThat(pods.api.count("watchlist")).isEqualTo(1);
    }

    @Test
    void neverAnswered_isAFailure_andTriedAgain() {
        impatiently();
        pods.startAndSync();
        breakOff(silence(30_000));
        pods.restartApi();
        pods.await("a time-out", () -> pods.restarts("timeout") >= 1);
        pods.churn();
        pods.awaitEqual();

        assertThat(pods.api.count("question"))
                .as("silence before any answer is no idle watch")
                .isZero();
        assertThat(pods.api.count("watchlist")).isEqualTo(1);
    }
}
