package dev.strata.exporter.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Sli;
import dev.strata.exporter.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlosTest {

    private final World world = new World(Instant.parse("2026-11-24T10:00:00Z"));

    private Slos slos() {
        return Slos.of(world.measurements(), world.now());
    }

    @Test
    void of_recordedSeries_joinsThemByName() {
        world.measure(
                        "slo_info",
                        1,
                        "slo",
                        "b",
                        "layer",
                        "business",
                        "namespace",
                        "shop",
                        "service",
                        "orders",
                        "sli",
                        "success",
                        "period",
                        "30d",
                        "team",
                        "orders",
                        "tier",
                        "critical")
                .measure("slo_info", 1, "slo", "a", "sli", "nobody-knows")
                .measure("slo_objective", 0.98, "slo", "b")
                .measure("slo_bad_ratio", 0.1, "slo", "b", "__name__", "slo:bad_per_total:ratio_rate5m")
                .measure("slo_bad_ratio", 0.015, "slo", "b", "__name__", "slo:bad_per_total:ratio_rate30d")
                .measure("slo_events", 7, "slo", "b", "__name__", "slo:events:rate5m")
                .measure("slo_depends_on", 1, "slo", "b", "namespace", "shop", "kind", "Deployment", "workload", "x");
        assertThat(slos().all()).extracting(Slo::name).containsExactly("a", "b");
        Slo slo = slos().named("b").orElseThrow();
        assertThat(slo.declared().layer()).isEqualTo(Layer.BUSINESS);
        assertThat(slo.declared().sli()).isEqualTo(Sli.SUCCESS);
        assertThat(slo.burn("5m").orElseThrow()).isCloseTo(5, within(1e-9));
        assertThat(slo.burn("1h")).isEmpty();
        assertThat(slo.eventRate("5m").orElseThrow()).isEqualTo(7);
        assertThat(slo.budgetRemaining()).isCloseTo(0.25, within(1e-9));
        assertThat(slo.dependsOn()).containsExactly(new Slo.Dependency("shop", "Deployment", "x"));
        assertThat(slos().about("shop", "orders")).containsExactly(slo);
        Slo unknown = slos().named("a").orElseThrow();
        assertThat(unknown.declared().sli()).isNull();
        assertThat(unknown.burn("5m")).isEmpty();
        assertThat(unknown.budgetRemaining()).isNaN();
    }

    @Test
    void of_twoServersThatRecordTheSame_takesTheWorse() {
        for (String replica : new String[] {"0", "1"}) {
            world.measure("slo_info", 1, "slo", "a", "replica", replica)
                    .measure("slo_objective", 0.99, "slo", "a", "replica", replica)
                    .measure(
                            "slo_bad_ratio",
                            replica.equals("0") ? 0.02 : 0.05,
                            "slo",
                            "a",
                            "replica",
                            replica,
                            "__name__",
                            "slo:bad_per_total:ratio_rate5m");
        }
        assertThat(slos().all()).hasSize(1);
        assertThat(slos().all().get(0).badRatio("5m").orElseThrow()).isEqualTo(0.05);
    }

    @Test
    void of_oldAnswer_isNoAnswer() {
        world.measure("slo_info", 1, "slo", "a");
        Measurements old = world.measurements();
        world.pass(Duration.ofSeconds(121));
        assertThat(Slos.of(old, world.now()).all()).isEmpty();
    }

    @Test
    void burn_withoutBudget_cannotBeTold() {
        world.measure("slo_info", 1, "slo", "a")
                .measure("slo_objective", 1, "slo", "a")
                .measure("slo_bad_ratio", 0.1, "slo", "a", "__name__", "slo:bad_per_total:ratio_rate5m");
        assertThat(slos().all().get(0).burn("5m")).isEmpty();
    }

    @Test
    void burn_ofNoNumber_cannotBeTold() {
        world.measure("slo_info", 1, "slo", "a")
                .measure("slo_objective", 0.9, "slo", "a")
                .measure("slo_bad_ratio", Double.NaN, "slo", "a", "__name__", "slo:bad_per_total:ratio_rate5m");
        assertThat(slos().all().get(0).burn("5m")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3m, 180", "1h, 3600", "3d, 259200", "1w, 604800", "90s, 90", "m, 0", "5x, 0", "'', 0", "12345678d, 0"})
    void window_name_isItsLength(String name, long seconds) {
        assertThat(Slos.window(name)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
