package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a CronJob is due next. The 24th of November 2026 is a Tuesday. */
class CronScheduleTest {

    private static final Instant FROM = Instant.parse("2026-11-24T10:07:30Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *         | 2026-11-24T10:08:00Z
                    */15 * * * *      | 2026-11-24T10:15:00Z
                    7 * * * *         | 2026-11-24T11:07:00Z
                    0 2 * * *         | 2026-11-25T02:00:00Z
                    @hourly           | 2026-11-24T11:00:00Z
                    @weekly           | 2026-11-29T00:00:00Z
                    0 0 * * 7         | 2026-11-29T00:00:00Z
                    30 8 * * mon-fri  | 2026-11-25T08:30:00Z
                    0 0 1 jan *       | 2027-01-01T00:00:00Z
                    0 0 29 2 *        | 2028-02-29T00:00:00Z
                    0 12 1 * tue      | 2026-11-24T12:00:00Z
                    5/20 10 * * *     | 2026-11-24T10:25:00Z
                    0,30 9-11 * * *   | 2026-11-24T10:30:00Z
                    """)
    void after_schedule_isTheNextTime(String schedule, String expected) {
        assertThat(CronSchedule.of(schedule).orElseThrow().after(FROM, ZoneOffset.UTC))
                .contains(Instant.parse(expected));
    }

    @Test
    void after_zone_countsThere() {
        assertThat(CronSchedule.of("0 6 * * *").orElseThrow().after(FROM, ZoneId.of("America/New_York")))
                .contains(Instant.parse("2026-11-24T11:00:00Z"));
    }

    @Test
    void after_dayThatNeverComes_isEmpty() {
        assertThat(CronSchedule.of("0 0 31 2 *").orElseThrow().after(FROM, ZoneOffset.UTC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "* * * *", "60 * * * *", "* * 0 * *", "*/0 * * * *", "5-1 * * * *", "a b c d e", "@reboot"})
    void of_whatIsNoSchedule_isEmpty(String text) {
        assertThat(CronSchedule.of(text)).isEmpty();
    }
}
