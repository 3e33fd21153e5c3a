package dev.strata.exporter.signal;

import dev.strata.catalog.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers that conditions compare with. Defaults are those of the signal pages in {@code docs/signals.md}.
 *
 * @param restarts restarts of a workload's containers within {@code restartWindow} that make a crash loop
 * @param crashWait how long a container may wait in CrashLoopBackOff before that alone is a crash loop
 * @param nodeGrace age below which a node may be not ready
 * @param cordonExcuse how long a cordon excuses a node
 * @param minRequestRate requests per second below which latency is not judged
 * @param minLatency seconds below which a p99 is never called slow
 * @param latencyGrowth factor over the comparison that makes a latency rising
 * @param burnCritical burn of a latency SLO's short window that counts as slow whatever the comparison says
 * @param dependencyErrorRatio share of failing calls that makes a dependency bad
 * @param limits numbers of the catalogue that are set otherwise, by signal and name
 */
public record Thresholds(
        int restarts,
        Duration restartWindow,
        Duration crashWait,
        Duration nodeGrace,
        Duration cordonExcuse,
        double minRequestRate,
        double minLatency,
        double latencyGrowth,
        double burnCritical,
        double dependencyErrorRatio,
        Map<String, Map<String, Double>> limits) {

    public Thresholds {
        limits = Map.copyOf(limits);
    }

    /** The number that the signal's condition compares with. */
    double limit(Signal signal, String name) {
        Double set = limits.getOrDefault(signal.id(), Map.of()).get(name);
        return set == null ? signal.limit(name) : set;
    }

    /** The same with other numbers for one signal; those that are not given stay. */
    public Thresholds with(Signal signal, Map<String, Double> numbers) {
        var own = new HashMap<>(limits.getOrDefault(signal.id(), Map.of()));
        own.putAll(numbers);
        var all = new HashMap<>(limits);
        all.put(signal.id(), Map.copyOf(own));
        return new Thresholds(
                restarts,
                restartWindow,
                crashWait,
                nodeGrace,
                cordonExcuse,
                minRequestRate,
                minLatency,
                latencyGrowth,
                burnCritical,
                dependencyErrorRatio,
                all);
    }

    public static final Thresholds DEFAULTS = new Thresholds(
            3,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(60),
            5.0,
            0.25,
            1.3,
            6.0,
            0.05,
            Map.of());
}
