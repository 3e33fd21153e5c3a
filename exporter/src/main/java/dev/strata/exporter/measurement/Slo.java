package dev.strata.exporter.measurement;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Sli;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A discovered SLO with its recorded figures.
 *
 * @param objective as a ratio, NaN where it is not recorded
 * @param badRatios bad events per event, by window
 * @param eventRates events per second, by window
 * @param dependsOn workloads that it is declared to depend on
 */
public record Slo(
        Declared declared,
        double objective,
        Map<String, Double> badRatios,
        Map<String, Double> eventRates,
        List<Dependency> dependsOn) {

    /**
     * What its definition says.
     *
     * @param service empty where the SLO is about no single Service
     * @param sli null for a kind that this version does not know
     * @param team and {@code tier}, empty where not declared
     */
    public record Declared(
            String name,
            Layer layer,
            String namespace,
            String service,
            @Nullable Sli sli,
            String period,
            String team,
            String tier) {}

    /** A workload that the SLO depends on. */
    public record Dependency(String namespace, String kind, String workload) {}

    public Slo {
        badRatios = Collections.unmodifiableMap(new TreeMap<>(badRatios));
        eventRates = Collections.unmodifiableMap(new TreeMap<>(eventRates));
        dependsOn = List.copyOf(dependsOn);
    }

    public String name() {
        return declared.name();
    }

    /** The share of events that may be bad; NaN without an objective. */
    public double budget() {
        return 1 - objective;
    }

    public OptionalDouble badRatio(String window) {
        return figure(badRatios.get(window));
    }

    public OptionalDouble eventRate(String window) {
        return figure(eventRates.get(window));
    }

    /** How many times faster than allowed the budget goes over the window; empty where it cannot be told. */
    public OptionalDouble burn(String window) {
        OptionalDouble bad = badRatio(window);
        return bad.isEmpty() || !(budget() > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(bad.getAsDouble() / budget());
    }

    /** Share of the period's budget that is left, negative once overdrawn; NaN while the period is not recorded. */
    public double budgetRemaining() {
        return burn(declared.period()).stream()
                .map(burn -> 1 - burn)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static OptionalDouble figure(@Nullable Double value) {
        return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
