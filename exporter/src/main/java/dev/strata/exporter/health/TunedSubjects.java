package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.health.HealthSnapshot.Silence;
import dev.strata.exporter.health.Tuning.Adjustment;
import dev.strata.exporter.health.Tuning.Change;
import dev.strata.exporter.signal.SignalEvaluator;
import dev.strata.exporter.signal.SignalInput;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReadings;
import dev.strata.exporter.signal.Thresholds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The tuning as it applies to the subjects of one evaluation. */
final class TunedSubjects {

    private final Tuning tuning;
    private final ClusterView cluster;
    private final Instant now;

    TunedSubjects(Tuning tuning, ClusterView cluster, Instant now) {
        this.tuning = tuning;
        this.cluster = cluster;
        this.now = now;
    }

    /** The signal's waits for the subject. */
    Timing timing(Signal signal, ObjectKey subject, Timing usual) {
        return change(signal, subject)
                .map(change -> new Timing(
                        change.pendingFor() == null ? usual.pendingFor() : change.pendingFor(),
                        change.keepFiring() == null ? usual.keepFiring() : change.keepFiring()))
                .orElse(usual);
    }

    /**
     * The readings of a signal, each by the thresholds of its subject: the evaluator looks once more for each set of
     * thresholds, and a subject's reading is taken from the look with its own.
     */
    SignalReadings evaluate(SignalEvaluator evaluator, SignalInput input) {
        SignalReadings usual = evaluator.by(input.thresholds()).evaluate(input);
        Signal signal = evaluator.signal();
        List<Thresholds> others = tuning.adjustments().stream()
                .map(adjustment -> adjustment.signals().get(signal.id()))
                .filter(Objects::nonNull)
                .map(Change::thresholds)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (others.isEmpty()) {
            return usual;
        }
        var mixed = new ArrayList<SignalReading>();
        keep(usual, input.thresholds(), input.thresholds(), mixed);
        for (Thresholds thresholds : others) {
            if (!thresholds.equals(input.thresholds())) {
                keep(evaluator.by(thresholds).evaluate(input.with(thresholds)), thresholds, input.thresholds(), mixed);
            }
        }
        mixed.sort(Comparator.comparing(SignalReading::subject));
        return new SignalReadings(signal, healthy(usual, mixed), mixed);
    }

    private void keep(SignalReadings looked, Thresholds by, Thresholds usual, List<SignalReading> mixed) {
        for (SignalReading reading : looked.readings()) {
            Thresholds own = change(looked.signal(), reading.subject())
                    .map(Change::thresholds)
                    .orElse(usual);
            if (own.equals(by)) {
                mixed.add(reading);
            }
        }
    }

    /** As many subjects as before, less those that now have a reading. */
    private static Map<Layer, Integer> healthy(SignalReadings usual, List<SignalReading> mixed) {
        var left = new EnumMap<Layer, Integer>(Layer.class);
        left.putAll(usual.healthyByLayer());
        usual.readings().forEach(reading -> left.merge(reading.layer(), 1, Integer::sum));
        mixed.forEach(reading -> left.merge(reading.layer(), -1, Integer::sum));
        left.replaceAll((layer, count) -> Math.max(0, count));
        return left;
    }

    private Optional<Change> change(Signal signal, ObjectKey subject) {
        if (tuning.adjustments().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> labels =
                Subjects.meta(cluster, subject).map(KubeMeta::labels).orElse(Map.of());
        return tuning.adjustments().stream()
                .filter(adjustment -> adjustment.signals().containsKey(signal.id()))
                .filter(adjustment -> adjustment.match().covers(subject, labels))
                .findFirst()
                .map(Adjustment::signals)
                .map(signals -> signals.get(signal.id()));
    }

    /** Why and until when the finding is not told; by the configuration, or by the subject's own annotations. */
    Optional<Silence> silence(FindingId id) {
        Optional<KubeMeta> meta = Subjects.meta(cluster, id.subject());
        return meta.flatMap(found -> annotated(id, found)).or(() -> {
            Map<String, String> labels = meta.map(KubeMeta::labels).orElse(Map.of());
            return tuning.ignores().stream()
                    .filter(ignore -> ignore.signals().contains(id.signal()) && now.isBefore(ignore.until()))
                    .filter(ignore -> ignore.match().covers(id.subject(), labels))
                    .findFirst()
                    .map(ignore -> new Silence(id, ignore.reason(), ignore.until()));
        });
    }

    /** Both annotations are needed; one that cannot be read silences nothing. */
    private Optional<Silence> annotated(FindingId id, KubeMeta meta) {
        return meta.annotation(HealthSettings.SILENCE_REASON)
                .map(String::strip)
                .filter(reason -> !reason.isEmpty())
                .flatMap(reason -> meta.annotation(HealthSettings.SILENCE_UNTIL)
                        .flatMap(TunedSubjects::instant)
                        .filter(now::isBefore)
                        .map(until -> new Silence(id, reason, until)));
    }

    /** An instant, or a date, which is meant to its end. */
    private static Optional<Instant> instant(String text) {
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
}
