package dev.strata.exporter.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {

    @Test
    void time_anySecond_equalsInstantParse() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant expected = Instant.ofEpochSecond(random.nextLong(0, 4_102_444_800L));
            assertThat(Scalars.time(expected.toString())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2026-03-01T09:00:00+01:00, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00.123456Z, 2026-03-01T08:00:00.123456Z",
    })
    void time_otherForms_areRead(String text, String expected) {
        assertThat(Scalars.time(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-03-01T24:61:00Z",
                "2026-0a-01T00:00:00Z"
            })
    void time_nonsense_isNull(String text) {
        assertThat(Scalars.time(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "250m, 250",
        "0.1, 100",
        "1500u, 2",
        "2k, 2000000",
        "1e3, 1000000",
        "1Ki, 1024000",
        "0, 0",
        "-1, 0"
    })
    void millis_amount_isRoundedUp(String text, long expected) {
        assertThat(Scalars.millis(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "128Mi, 134217728",
        "1.5Gi, 1610612736",
        "1G, 1000000000",
        "1E, 4503599627370496",
        "129e6, 129000000",
        "100m, 1"
    })
    void units_amount_isWhole(String text, long expected) {
        assertThat(Scalars.units(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "Ki",
                "i",
                "1i",
                "lots",
                "1e999999999",
                "1e-999999999",
                "0x10",
                "1 Gi",
                "1Zi",
                "11111111111111111111111111111111111111111111"
            })
    void quantity_nonsense_isNull(String text) {
        assertThat(Scalars.quantity(text)).isNull();
        assertThat(Scalars.units(text)).isZero();
        assertThat(Scalars.real(text)).isNaN();
    }
}
