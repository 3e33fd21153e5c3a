package dev.strata.rulegen.promql.infer;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the name of a metric suggests, by the naming page of the Prometheus documentation. Never certain. */
final class NameConventions {
    private static final Map<String, Unit> UNITS = units();

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
            return new Meaning(Meaning.Kind.BUCKET, Unit.NONE, false);
        } else if (name.endsWith("_seconds_count") || name.endsWith("_bytes_count")) {
            return new Meaning(Meaning.Kind.COUNTER, Unit.NONE, false);
        } else if (name.endsWith("_seconds_sum") || name.endsWith("_bytes_sum")) {
            kind = Meaning.Kind.COUNTER;
            stem = strip(name, "_sum");
        } else if (name.endsWith("_info")) {
            return new Meaning(Meaning.Kind.INFO, Unit.NONE, false);
        }
        for (Map.Entry<String, Unit> entry : UNITS.entrySet()) {
            if (stem.endsWith(entry.getKey())) {
                boolean gauge = kind == Meaning.Kind.UNKNOWN && isGauge(stem);
                return new Meaning(gauge ? Meaning.Kind.GAUGE : kind, entry.getValue(), false);
            }
        }
        Unit unit = kind == Meaning.Kind.COUNTER ? Unit.NONE : Unit.UNKNOWN;
        return new Meaning(kind, unit, false);
    }

    /** Base metrics of histograms end like gauges do, so a unit alone says little; these are clear. */
    private static boolean isGauge(String stem) {
        return stem.endsWith("_timestamp_seconds")
                || stem.endsWith("_ratio")
                || stem.endsWith("_celsius")
                || stem.endsWith("_percent");
    }

    private static String strip(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
