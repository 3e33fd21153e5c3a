package dev.strata.rulegen.promql.infer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the name of a metric suggests, by the naming page of the Prometheus documentation. Never certain. */
final class NameConventions {
    private static final Map<String, Unit> UNITS = units();
    private static final List<String> MOMENTS =
            List.of("_timestamp_seconds", "_start_time_seconds", "_timestamp", "_created");
    /** Words for what is there now rather than what has happened. */
    private static final List<String> LEVELS = List.of(
            "available",
            "avail",
            "capacity",
            "celsius",
            "depth",
            "free",
            "goroutines",
            "heap",
            "inflight",
            "in_flight",
            "length",
            "limit",
            "limits",
            "load1",
            "load5",
            "load15",
            "memory",
            "percent",
            "replicas",
            "resident",
            "rss",
            "temperature",
            "threads",
            "used",
            "working_set");

    private NameConventions() {}

    private static Map<String, Unit> units() {
        var units = new LinkedHashMap<String, Unit>();
        units.put("_milliseconds", Unit.base("seconds", 1e-3));
        units.put("_ms", Unit.base("seconds", 1e-3));
        units.put("_microseconds", Unit.base("seconds", 1e-6));
        units.put("_seconds", Unit.SECONDS);
        units.put("_bytes", Unit.BYTES);
        units.put("_bits", Unit.base("bytes", 0.125));
        units.put("_ratio", Unit.NONE);
        units.put("_percent", Unit.PERCENT);
        units.put("_celsius", Unit.base("celsius", 1));
        return units;
    }

    static Meaning of(String name) {
        String stem = name;
        Meaning.Kind kind = Meaning.Kind.UNKNOWN;
        if (name.contains(":")) {
            return Meaning.UNKNOWN;
        }
        if (name.endsWith("_total")) {
            kind = Meaning.Kind.COUNTER;
            stem = strip(name, "_total");
        } else if (name.endsWith("_bucket")) {
            return new Meaning(Meaning.Kind.BUCKET, Unit.NONE, false, unit(strip(name, "_bucket")));
        } else if (name.endsWith("_seconds_count") || name.endsWith("_bytes_count")) {
            return new Meaning(Meaning.Kind.COUNTER, Unit.NONE, false);
        } else if (name.endsWith("_seconds_sum") || name.endsWith("_bytes_sum")) {
            kind = Meaning.Kind.COUNTER;
            stem = strip(name, "_sum");
        } else if (name.endsWith("_info")) {
            return new Meaning(Meaning.Kind.INFO, Unit.NONE, false);
        }
        Unit unit = unit(stem);
        if (kind == Meaning.Kind.COUNTER) {
            return new Meaning(kind, unit.known() ? unit : Unit.NONE, false);
        }
        return new Meaning(gaugeKind(stem), unit, false, unit);
    }

    private static Unit unit(String stem) {
        boolean speed = stem.contains("speed") || stem.contains("bandwidth") || stem.contains("per_second");
        if (speed) {
            return Unit.UNKNOWN;
        }
        for (Map.Entry<String, Unit> entry : UNITS.entrySet()) {
            if (stem.endsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return Unit.UNKNOWN;
    }

    /** Base metrics of histograms end like gauges do, so a unit alone says little; these words are clear. */
    private static Meaning.Kind gaugeKind(String name) {
        if (isMoment(name)) {
            return Meaning.Kind.TIMESTAMP;
        }
        if (name.endsWith("_ratio")) {
            return Meaning.Kind.RATIO;
        }
        boolean parts = name.endsWith("_sum") || name.endsWith("_count");
        boolean level = LEVELS.stream().anyMatch(word -> ('_' + name + '_').contains('_' + word + '_'));
        return level && !parts ? Meaning.Kind.GAUGE : Meaning.Kind.UNKNOWN;
    }

    private static boolean isMoment(String name) {
        return MOMENTS.stream().anyMatch(name::endsWith);
    }

    /** What a declared gauge is more closely, by its name. */
    static Meaning refine(String name, Meaning meaning) {
        boolean histogram = meaning.kind() == Meaning.Kind.BUCKET || meaning.kind() == Meaning.Kind.NATIVE_HISTOGRAM;
        if (histogram && !meaning.observed().known()) {
            return new Meaning(meaning.kind(), meaning.unit(), meaning.declared(), of(name).observed());
        }
        if (meaning.kind() != Meaning.Kind.GAUGE || !meaning.declared()) {
            return meaning;
        }
        if (isMoment(name) && (!meaning.unit().known() || meaning.unit().equals(Unit.SECONDS))) {
            return meaning.withKind(Meaning.Kind.TIMESTAMP);
        }
        return name.endsWith("_ratio") ? meaning.withKind(Meaning.Kind.RATIO).withUnit(Unit.NONE) : meaning;
    }

    private static String strip(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
