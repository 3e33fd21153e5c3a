package dev.strata.exporter.kube;

import static dev.strata.exporter.kube.FakeApi.reset;
import static dev.strata.exporter.kube.FakeApi.silence;
import static dev.strata.exporter.kube.FakeApi.status;
import static dev.strata.exporter.kube.FakeApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The complete picture by pages. */
@Timeout(120)
class ReflectorListTest {

    private FollowedPods pods = FollowedPods.patiently().inPages();

    @AfterEach
    void stop() {
        pods.close();
    }

    @Test
    void list_inPages_thenWatch_followsChanges() {
        pods.startAndSync();
        pods.awaitEqual();
        pods.churn();
        pods.awaitEqual();

        assertThat(pods.api.requests()).startsWith("watchlist", "list", "page", "page", "watch");
        assertThat(pods.health.status().up()).isTrue();
    }

    @Test
    void firstList_inMidWay_isSyncing() {
        pods.api.onSecondPage(silence(300));
        pods.start();
        pods.await("the first page", () -> !pods.held().isEmpty());

        assertThat(pods.freshness().state()).isEqualTo(State.SYNCING);
        pods.awaitFresh();
        pods.awaitEqual();
    }

    @Test
    void list_expiredContinuation_isAskedForWhole() {
        pods.api.onSecondPage(status(410));
        pods.startAndSync();
        pods.awaitEqual();

        pods.awaitRequests("watch", 1);
        assertThat(pods.api.requests()).startsWith("watchlist", "list", "page", "list", "watch");
    }

    @Test
    void list_resetInMidPage_repeatsThatPageOnly() {
        pods.api.onSecondPage(
                reset("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + FakeApi.pod("c", 103) + ","));
        pods.startAndSync();
        pods.awaitEqual();

        pods.awaitRequests("watch", 1);
        assertThat(pods.api.requests()).startsWith("watchlist", "list", "page", "page", "page", "watch");
    }

    @Test
    void list_truncatedJson_isRepeated() {
        pods.api.onList(text("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":{\"name\":\"zz"));
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.restarts("decode")).isEqualTo(1);
    }

    @Test
    void list_withoutVersion_isRepeated() {
        pods.api.onList(text("{\"items\":[]}"));
        pods.startAndSync();
        pods.awaitEqual();
    }

    @Test
    void list_nullAndNamelessObjects_countsThemAndKeepsTheRest() {
        pods.api.onList(text("{\"metadata\":{\"resourceVersion\":\"105\"},\"items\":[null," + FakeApi.pod("a", 101)
                + ",{\"metadata\":{}},[]," + FakeApi.pod("b", 102) + "]}"));
        pods.startAndSync();

        assertThat(pods.held()).containsExactly("a@101", "b@102");
        assertThat(pods.malformed()).isEqualTo(3);
    }

    @Test
    void list_thatStalls_isRepeated() {
        pods.close();
        pods = FollowedPods.impatiently().inPages();
        pods.api.onList(silence(30_000));
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.restarts("timeout")).isGreaterThanOrEqualTo(1);
    }

    @Test
    void relist_keepsWhatItHoldsVisible() {
        pods.startAndSync();
        pods.api.onSecondPage(silence(400));
        pods.api.stop();
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitRequests("page", 3);

        assertThat(pods.held()).hasSize(5);
        assertThat(pods.freshness().isFresh()).isTrue();
        pods.awaitEqual();
    }
}
