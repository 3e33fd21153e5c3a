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

/** The complete picture by a watch-list, and what is done where the server does not serve that. */
@Timeout(120)
class ReflectorWatchListTest {

    private FollowedPods pods = FollowedPods.patiently();

    @AfterEach
    void stop() {
        pods.close();
    }

    private void impatiently() {
        pods.close();
        pods = FollowedPods.impatiently();
    }

    @Test
    void watchList_thenFollowed_onOneStream() {
        pods.startAndSync();
        pods.awaitEqual();
        pods.churn();
        pods.awaitEqual();

        assertThat(pods.api.requests()).containsExactly("watchlist");
        assertThat(pods.restarts()).isEmpty();
        assertThat(pods.health.status().up()).isTrue();
    }

    @Test
    void watchList_beforeItsEnd_isSyncing() {
        pods.api.onWatchList(FakeApi.open(added("a", 101) + added("b", 102)));
        pods.start();
        pods.await("two objects", () -> pods.held().size() == 2);

        assertThat(pods.freshness().state()).isEqualTo(State.SYNCING);
    }

    @Test
    void watchList_resetInMidWay_beginsAgain_andForgetsWhatWentMeanwhile() {
        pods.api.onWatchList(reset(added("a", 101) + added("gone", 99)));
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.api.requests()).containsExactly("watchlist", "watchlist");
        assertThat(pods.restarts("connection")).isEqualTo(1);
    }

    @Test
    void watchList_deletedBeforeItsEnd_isNotHeld() {
        pods.api.onWatchList(FakeApi.open(added("a", 101)
                + added("b", 102)
                + "{\"type\":\"DELETED\",\"object\":" + FakeApi.pod("a", 103) + "}"
                + "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"103\","
                + "\"annotations\":{\"other\":\"true\",\"k8s.io/initial-events-end\":\"true\"}}}}"));
        pods.startAndSync();

        assertThat(pods.held()).containsExactly("b@102");
    }

    @Test
    void watchList_otherBookmarks_areNotItsEnd() {
        pods.api.onWatchList(FakeApi.open(added("a", 101)
                + "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"101\","
                + "\"annotations\":{\"k8s.io/initial-events-end\":\"false\"}}}}"
                + "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"101\"}}}"
                + added("b", 102)));
        pods.start();
        pods.await("two objects", () -> pods.held().size() == 2);

        assertThat(pods.freshness().state()).isEqualTo(State.SYNCING);
    }

    @Test
    void watchList_refused_pagesAtOnce_andNeverAskedForAgain() {
        pods.inPages().startAndSync();
        pods.awaitEqual();
        pods.api.stop();
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitRequests("list", 2);
        pods.awaitEqual();

        assertThat(pods.api.count("watchlist")).isEqualTo(1);
        assertThat(pods.restarts("no_watch_list")).isEqualTo(1);
        assertThat(pods.restarts()).doesNotContainKey("refused");
    }

    @Test
    void watchList_withoutItsEnd_fallsBackToPages_andNeverTriedAfterTwice() {
        impatiently();
        pods.api.withoutEndBookmarks();
        pods.startAndSync();
        pods.awaitEqual();
        for (int relist = 2; relist <= 3; relist++) {
            pods.api.stop();
            pods.api.forgetVersions();
            pods.restartApi();
            pods.awaitRequests("list", relist);
        }
        pods.awaitEqual();

        assertThat(pods.api.count("watchlist")).isEqualTo(2);
        assertThat(pods.restarts("no_watch_list")).isEqualTo(2);
    }

    @Test
    void watchList_withoutItsEnd_whileObjectsKeepComing_isGivenUp() {
        impatiently();
        pods.api.withoutEndBookmarks();
        pods.start();
        int next = 0;
        while (pods.api.count("list") == 0) {
            pods.api.put("more-" + next++);
            pods.pause();
        }
        pods.awaitFresh();
        pods.awaitEqual();
    }

    @Test
    void watchList_throttledAgainAndAgain_fallsBackToPagesForThisTime() {
        for (int i = 0; i < 3; i++) {
            pods.api.onWatchList(status(429));
        }
        pods.startAndSync();
        assertThat(pods.api.requests()).startsWith("watchlist", "watchlist", "watchlist", "list");
        pods.api.stop();
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitRequests("watchlist", 4);
        pods.awaitEqual();

        assertThat(pods.api.count("list")).isEqualTo(1);
    }

    @Test
    void watchList_brokenText_fallsBackToPages() {
        for (int i = 0; i < 3; i++) {
            pods.api.onWatchList(text(added("a", 101) + "{\"type\":\"ADDED\",\"object\":{\"metadata\":{"));
        }
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.restarts("decode")).isEqualTo(3);
        assertThat(pods.api.count("list")).isEqualTo(1);
    }

    @Test
    void pages_failAgainAndAgain_takesTheServersCache_whileNothingIsHeld() {
        pods.inPages();
        for (int i = 0; i < 3; i++) {
            pods.api.onList(status(500));
        }
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.api.count("cached")).isEqualTo(1);
    }

    @Test
    void pages_failAgainAndAgain_neverTakesTheServersCache_whileSomethingIsHeld() {
        pods.inPages().startAndSync();
        for (int i = 0; i < 5; i++) {
            pods.api.onList(status(500));
        }
        pods.api.stop();
        pods.api.delete("c");
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitEqual();

        assertThat(pods.api.count("cached")).isZero();
    }

    @Test
    void relist_keepsWhatItHoldsVisible_andRemovesTheRestInOneStep() {
        pods.startAndSync();
        pods.api.onWatchList(FakeApi.open(added("a", 101)));
        pods.api.stop();
        pods.api.delete("c");
        pods.api.forgetVersions();
        pods.restartApi();
        pods.awaitRequests("watchlist", 2);

        assertThat(pods.held()).hasSize(5);
        assertThat(pods.freshness().isFresh()).isTrue();
        pods.api.stop();
        pods.restartApi();
        pods.awaitEqual();
        assertThat(pods.held()).noneMatch(pod -> pod.startsWith("c@"));
    }

    @Test
    void watchList_forbiddenAndAbsent_sayNothingOfWatchLists() {
        pods.api.onWatchList(status(403));
        pods.api.onWatchList(status(404));
        pods.start();
        pods.awaitState(State.FORBIDDEN);
        pods.awaitFresh();

        assertThat(pods.api.requests()).containsExactly("watchlist", "watchlist", "watchlist");
    }

    @Test
    void watchList_silentFromTheFirst_isTriedAgain() {
        impatiently();
        pods.api.onWatchList(silence(30_000));
        pods.startAndSync();
        pods.awaitEqual();

        assertThat(pods.restarts("timeout")).isGreaterThanOrEqualTo(1);
    }

    private static String added(String name, int version) {
        return "{\"type\":\"ADDED\",\"object\":" + FakeApi.pod(name, version) + "}";
    }
}
