package dev.strata.exporter.config;

import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is set for some subjects only: other waits and thresholds, and what is not told for a while. */
public record TuningConfig(List<Adjustment> overrides, List<Ignore> ignores) {

    public static final TuningConfig NONE = new TuningConfig(List.of(), List.of());

    public TuningConfig {
        overrides = List.copyOf(overrides);
        ignores = List.copyOf(ignores);
    }

    /** Which subjects are meant; all that is said must hold. Namespaces and names are globs. */
    public record Match(List<String> namespaces, List<String> names, Map<String, String> labels) {

        public Match {
            namespaces = List.copyOf(namespaces);
            names = List.copyOf(names);
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /** What is other about a signal; null for what stays as it is. */
    public record Change(
            @Nullable Duration pendingFor,
            @Nullable Duration keepFiring,
            @Nullable Thresholds thresholds) {}

    /** Changes by signal. */
    public record Adjustment(Match match, Map<String, Change> signals) {

        public Adjustment {
            signals = Collections.unmodifiableMap(new TreeMap<>(signals));
        }
    }

    /** Signals that are not told. */
    public record Ignore(Set<String> signals, Match match, String reason, Instant until) {

        public Ignore {
            signals = Collections.unmodifiableSet(new TreeSet<>(signals));
        }
    }
}
