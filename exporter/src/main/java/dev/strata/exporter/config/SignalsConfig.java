package dev.strata.exporter.config;

import dev.strata.catalog.Signals;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is changed about single signals, by id.
 *
 * @param disabled switched off, or experimental and not switched on
 * @param timings waits that differ from the catalogue's
 */
public record SignalsConfig(Set<String> disabled, Map<String, Timing> timings) {

    /** How long a condition must hold, and how long the signal stays firing after it cleared. */
    public record Timing(Duration pendingFor, Duration keepFiring) {}

    public static final SignalsConfig DEFAULTS = new SignalsConfig(Signals.EXPERIMENTAL, Map.of());

    public SignalsConfig {
        disabled = Collections.unmodifiableSet(new TreeSet<>(disabled));
        timings = Collections.unmodifiableMap(new TreeMap<>(timings));
    }
}
