package dev.strata.exporter.health;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.signal.OwnerNames;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the user may set about judging.
 *
 * @param overrides by signal id; a signal that is not named keeps the times of the catalogue
 * @param disabled ids of signals that are switched off
 * @param holdUnknown how long a finding outlives figures that are missing for its subject alone; while its whole signal
 *     is blind it is held until the signal can see again
 */
public record HealthSettings(
        Thresholds thresholds,
        Map<String, Timing> overrides,
        Set<String> disabled,
        Duration holdUnknown,
        OwnerLabels ownerLabels,
        Tuning tuning) {

    /** Annotation of an object that silences findings about itself, and only together with {@link #SILENCE_REASON}. */
    public static final String SILENCE_UNTIL = "strata.dev/silence-until";

    /** Why an object silences findings about itself. */
    public static final String SILENCE_REASON = "strata.dev/silence-reason";

    /** Settings that are the same for all subjects. */
    public HealthSettings(
            Thresholds thresholds,
            Map<String, Timing> overrides,
            Set<String> disabled,
            Duration holdUnknown,
            OwnerLabels ownerLabels) {
        this(thresholds, overrides, disabled, holdUnknown, ownerLabels, Tuning.NONE);
    }

    public static final HealthSettings DEFAULTS = new HealthSettings(
            Thresholds.DEFAULTS, Map.of(), Signals.EXPERIMENTAL, Duration.ofMinutes(15), OwnerLabels.DEFAULTS);

    /** How long a condition must hold before it fires, and how long it fires on after it cleared. */
    public record Timing(Duration pendingFor, Duration keepFiring) {}

    /**
     * Where an object or its namespace says whose it is; the first name that is there counts. A tier is one of
     * {@code critical}, {@code standard} and {@code dev}; any other value is as good as none.
     */
    public record OwnerLabels(List<String> team, List<String> tier, String defaultTier) {

        public static final OwnerLabels DEFAULTS = new OwnerLabels(List.of("team"), List.of("tier"), "standard");

        public OwnerLabels {
            team = List.copyOf(team);
            tier = List.copyOf(tier);
        }

        /** Where a signal looks for owners. */
        OwnerNames names() {
            return new OwnerNames(team, tier);
        }
    }

    public HealthSettings {
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        disabled = Collections.unmodifiableSet(new TreeSet<>(disabled));
    }

    Timing timing(Signal signal) {
        return overrides.getOrDefault(signal.id(), new Timing(signal.pendingFor(), signal.keepFiring()));
    }
}
