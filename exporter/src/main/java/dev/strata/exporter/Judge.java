package dev.strata.exporter;

import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.config.TuningConfig;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSettings.OwnerLabels;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.Tuning;
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
                new OwnerLabels(owners.teamLabels(), owners.tierLabels(), owners.defaultTier()),
                tuning(config.tuning()));
    }

    private static Tuning tuning(TuningConfig config) {
        return new Tuning(
                config.overrides().stream().map(Judge::adjustment).toList(),
                config.ignores().stream()
                        .map(ignore -> new Tuning.Ignore(
                                ignore.signals(), match(ignore.match()), ignore.reason(), ignore.until()))
                        .toList());
    }

    private static Tuning.Adjustment adjustment(TuningConfig.Adjustment config) {
        var signals = new TreeMap<String, Tuning.Change>();
        config.signals()
                .forEach((id, change) -> signals.put(
                        id, new Tuning.Change(change.pendingFor(), change.keepFiring(), change.thresholds())));
        return new Tuning.Adjustment(match(config.match()), signals);
    }

    private static Tuning.Match match(TuningConfig.Match config) {
        return new Tuning.Match(config.namespaces(), config.names(), config.labels());
    }
}
