package dev.strata.exporter.signal;

import java.time.Duration;

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
        double dependencyErrorRatio) {

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
            0.05);
}
