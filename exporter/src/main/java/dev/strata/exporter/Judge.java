package dev.strata.exporter;

import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSettings.OwnerLabels;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.health.HealthSnapshot;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds one evaluation after the other. For one thread. */
final class Judge {

    private final HealthFold fold = new HealthFold();
    private @Nullable HealthSnapshot last;

    /** Looks at the sources and makes the next snapshot. */
    HealthSnapshot judge(Sources sources, HealthSettings settings) {
        Instant now = sources.now();
        var input = new HealthInput(
                sources.cluster(now), sources.measurements(), sources.states(), settings, sources.ownActive(), now);
        var next = fold.next(last, input);
        last = next;
        return next;
    }

    /** What the configuration says about judging. */
    static HealthSettings settings(ExporterConfig config) {
        var overrides = new TreeMap<String, Timing>();
        config.signals()
                .timings()
                .forEach((id, timing) -> overrides.put(id, new Timing(timing.pendingFor(), timing.keepFiring())));
        var owners = config.owners();
        return new HealthSettings(
                config.thresholds(),
                overrides,
                config.signals().disabled(),
                config.evaluation().holdUnknown(),
                new OwnerLabels(owners.teamLabels(), owners.tierLabels(), owners.defaultTier()));
    }
}
