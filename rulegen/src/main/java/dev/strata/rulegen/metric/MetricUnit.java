package dev.strata.rulegen.metric;

import dev.strata.rulegen.promql.infer.Unit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The units that tables may name. */
final class MetricUnit {
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("amperes", Unit.base("amperes", 1)),
            Map.entry("bytes", Unit.BYTES),
            Map.entry("bytes_per_second", Unit.BYTES.per(Unit.SECONDS)),
            Map.entry("celsius", Unit.base("celsius", 1)),
            Map.entry("hertz", Unit.base("hertz", 1)),
            Map.entry("joules", Unit.base("joules", 1)),
            Map.entry("microseconds", Unit.base("seconds", 1e-6)),
            Map.entry("milliseconds", Unit.base("seconds", 1e-3)),
            Map.entry("percent", Unit.PERCENT),
            Map.entry("ratio", Unit.NONE),
            Map.entry("seconds", Unit.SECONDS),
            Map.entry("volts", Unit.base("volts", 1)),
            Map.entry("watts", Unit.base("watts", 1)));

    private MetricUnit() {}

    static Set<String> names() {
        return UNITS.keySet();
    }

    /** Counters that name no unit count events; of other plain numbers it is open what they count. */
    static Unit of(String name, SeriesType type) {
        boolean events = type == SeriesType.COUNTER || type == SeriesType.BUCKET || type == SeriesType.INFO;
        return Optional.ofNullable(UNITS.get(name)).orElse(events ? Unit.NONE : Unit.UNKNOWN);
    }
}
