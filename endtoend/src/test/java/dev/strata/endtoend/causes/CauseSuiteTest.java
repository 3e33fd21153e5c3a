package dev.strata.endtoend.causes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All incidents and operations, each in one perturbation whose seed was not used while the mechanisms were made. */
class CauseSuiteTest {

    private static final long SEED = 2026;

    private static Suite suite;

    @BeforeAll
    static void play() {
        Locale.setDefault(Locale.ROOT);
        suite = Suite.play(List.of(SEED), ".*", name -> {});
        System.out.println("seed " + SEED + "\n" + suite.report());
    }

    @Test
    void incidents_perturbed_areNamedRightly() {
        assertThat(suite.hit(1)).isGreaterThanOrEqualTo(0.95);
        assertThat(suite.hit(3)).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void causes_statedSurely_areRight() {
        assertThat(suite.rightFrom(0.8, 1.01)).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void operations_perturbed_areNoIncidents() {
        assertThat(suite.falseCriticals()).isEmpty();
        assertThat(suite.falseWarnings()).hasSizeLessThanOrEqualTo(1);
    }
}
