package dev.strata.endtoend.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the campaign's judges see what they are there to see. */
class FollowedClusterTest {

    @Test
    @Timeout(120)
    void judges_ofAChangedCluster_seeTheChange() {
        try (var followed = new FollowedCluster(3)) {
            var truth = new ServerTruth(followed.server().url(), followed::token);
            awaitEqual(followed, truth);
            Instant at = followed.now();
            var before = followed.judge(at);
            assertThat(Verdicts.blindHealth(before, any -> true)).isNotEmpty();
            assertThat(Verdicts.blindHealth(before, none -> false)).isEmpty();
            assertThat(Verdicts.flips(before, followed.judge(at))).isEmpty();

            for (int i = 0; i < 4; i++) {
                assertThat(followed.cluster().breakOne()).isPresent();
            }
            awaitEqual(followed, truth);
            assertThat(Verdicts.flips(before, followed.judge(at))).isNotEmpty();
            assertThat(Leaks.threads()).isPositive();
        }
    }

    @Test
    @Timeout(120)
    void truth_ofAClusterThatIsNotFollowed_differs() throws IOException {
        try (var followed = new FollowedCluster(4);
                var other = new FollowedCluster(5)) {
            var truth = new ServerTruth(other.server().url(), other::token);
            awaitEqual(other, truth);
            assertThat(truth.differences(followed.view(followed.now()))).isNotEmpty();
        }
    }

    private static void awaitEqual(FollowedCluster followed, ServerTruth truth) {
        Await.until("the store to be equal to the server", Duration.ofSeconds(60), () -> {
            try {
                return truth.differences(followed.view(followed.now())).isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
