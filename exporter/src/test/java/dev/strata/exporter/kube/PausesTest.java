package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.kube.ApiTrouble.Reason;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final int MANY = 200;
    private final Pauses pauses = new Pauses(KubeTimings.DEFAULTS, new Random(815));

    @Test
    void refusals_growToAMinute_soThatAServerWhichJustStartedIsSoonAskedAgain() {
        for (int failures = 1; failures <= 5; failures++) {
            var bound = Duration.ofMillis(500L << (failures - 1));
            for (int i = 0; i < MANY; i++) {
                assertThat(after(Reason.FORBIDDEN, failures)).isLessThanOrEqualTo(bound);
            }
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(after(Reason.FORBIDDEN, 7 + i)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
        }
    }

    @Test
    void otherTroubles_growToHalfAMinute() {
        for (int i = 0; i < MANY; i++) {
            assertThat(after(Reason.SERVER_ERROR, 7 + i)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void firstExpiry_isNoReasonToWait() {
        assertThat(after(Reason.EXPIRED, 1)).isZero();
    }

    private Duration after(Reason reason, int failures) {
        return pauses.after(new ApiTrouble(reason, "planted", Duration.ZERO, null), failures);
    }
}
