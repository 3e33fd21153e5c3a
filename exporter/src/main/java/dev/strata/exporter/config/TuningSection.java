package dev.strata.exporter.config;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.config.TuningConfig.Adjustment;
import dev.strata.exporter.config.TuningConfig.Change;
import dev.strata.exporter.config.TuningConfig.Ignore;
import dev.strata.exporter.config.TuningConfig.Match;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code overrides} and {@code ignore}. */
final class TuningSection {

    private static final Duration DAY = Duration.ofDays(1);

    private TuningSection() {}

    /** @param usual thresholds of everything that is not overridden */
    static TuningConfig read(ConfigSection root, Thresholds usual) {
        var overrides = new ArrayList<Adjustment>();
        for (ConfigSection section : root.sections("overrides")) {
            overrides.add(override(section, usual));
            section.rejectOthers();
        }
        var ignores = new ArrayList<Ignore>();
        for (ConfigSection section : root.sections("ignore")) {
            ignore(section).ifPresent(ignores::add);
            section.rejectOthers();
        }
        return new TuningConfig(overrides, ignores);
    }

    private static Adjustment override(ConfigSection section, Thresholds usual) {
        Match match = match(section);
        var signals = new TreeMap<String, Change>();
        ConfigSection changed = section.section("signals");
        for (Signal signal : Signals.ALL) {
            ConfigSection one = changed.section(signal.id());
            if (changed.has(signal.id())) {
                signals.put(
                        signal.id(),
                        new Change(
                                one.has("for") ? one.duration("for", Duration.ZERO, Duration.ZERO, DAY) : null,
                                one.has("keepFiring")
                                        ? one.duration("keepFiring", Duration.ZERO, Duration.ZERO, DAY)
                                        : null,
                                thresholds(one, signal, usual)));
                one.rejectOthers();
            }
        }
        changed.rejectOthers();
        if (signals.isEmpty()) {
            section.reject("signals", "expected the signals to change, found none");
        }
        return new Adjustment(match, signals);
    }

    private static @Nullable Thresholds thresholds(ConfigSection one, Signal signal, Thresholds usual) {
        Thresholds own = one.has("thresholds") ? ThresholdsSection.read(one.section("thresholds"), usual) : usual;
        Thresholds limited = ThresholdsSection.limits(one, signal, own);
        return one.has("thresholds") || one.has("limits") ? limited : null;
    }

    private static Optional<Ignore> ignore(ConfigSection section) {
        Match match = match(section);
        List<String> signals = section.texts("signals", List.of());
        if (signals.isEmpty()) {
            section.reject("signals", "expected the ids of the signals to ignore, found none");
        }
        signals.stream()
                .filter(id -> Signals.byId(id).isEmpty())
                .forEach(id -> section.reject("signals", "no signal '" + id + "'" + near(id)));
        String reason = section.text("reason", "").strip();
        if (reason.isEmpty()) {
            section.reject("reason", "expected why, found nothing");
        }
        Optional<Instant> until = until(section.text("until", ""));
        if (until.isEmpty()) {
            section.reject(
                    "until",
                    "expected a date such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z, found '"
                            + section.text("until", "") + "'");
        }
        return until.map(end -> new Ignore(Set.copyOf(signals), match, reason, end));
    }

    private static String near(String id) {
        return NearestWord.of(id, Signals.ALL.stream().map(Signal::id).toList())
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** A date is meant to its end, in UTC. */
    private static Optional<Instant> until(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Match match(ConfigSection section) {
        ConfigSection labels = section.section("labels");
        return new Match(section.texts("namespaces", List.of()), section.texts("names", List.of()), labels.entries());
    }
}
