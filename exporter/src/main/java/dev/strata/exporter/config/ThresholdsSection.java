package dev.strata.exporter.config;

import dev.strata.catalog.Signal;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.util.HashMap;

/** Reads thresholds; what is not set stays as it was. */
final class ThresholdsSection {

    private static final double MOST = 1e18;
    private static final Duration DAY = Duration.ofDays(1);

    private ThresholdsSection() {}

    /** Numbers of one signal's condition under {@code limits}; what is not set stays as it was. */
    static Thresholds limits(ConfigSection section, Signal signal, Thresholds usual) {
        if (!section.has("limits")) {
            return usual;
        }
        ConfigSection limits = section.section("limits");
        var numbers = new HashMap<String, Double>();
        for (Signal.Limit limit : signal.limits()) {
            if (limits.has(limit.name())) {
                numbers.put(limit.name(), limits.number(limit.name(), limit.value(), 0, MOST));
            }
        }
        limits.rejectOthers();
        return numbers.isEmpty() ? usual : usual.with(signal, numbers);
    }

    static Thresholds read(ConfigSection section, Thresholds usual) {
        var minLatency = Duration.ofMillis(Math.round(usual.minLatency() * 1000));
        var thresholds = new Thresholds(
                section.count("restarts", usual.restarts(), 1, 1000),
                section.duration(
                        "restartWindow", usual.restartWindow(), Duration.ofMillis(100), Duration.ofMinutes(30)),
                section.duration("crashWait", usual.crashWait(), Duration.ZERO, DAY),
                section.duration("nodeGrace", usual.nodeGrace(), Duration.ZERO, DAY),
                section.duration("cordonExcuse", usual.cordonExcuse(), Duration.ZERO, DAY),
                section.number("minRequestRate", usual.minRequestRate(), 0, 1e9),
                section.duration("minLatency", minLatency, Duration.ZERO, DAY).toMillis() / 1000.0,
                section.number("latencyGrowth", usual.latencyGrowth(), 1, 1000),
                section.number("burnCritical", usual.burnCritical(), 0, 1e6),
                section.number("dependencyErrorRatio", usual.dependencyErrorRatio(), 0, 1),
                usual.limits());
        section.rejectOthers();
        return thresholds;
    }
}
