package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalEvaluator;
import dev.strata.exporter.signal.SignalInput;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Judgement;
import dev.strata.exporter.signal.SignalReadings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a test tells it to say. */
final class ScriptedEvaluator implements SignalEvaluator {

    private final Signal signal;
    private final Layer layer;
    private final Set<KubeResource> resources;
    private final Map<ObjectKey, SignalReading> readings = new TreeMap<>();
    private int healthy;

    ScriptedEvaluator(Signal signal, KubeResource... resources) {
        this.signal = signal;
        this.layer = signal.layer() == null ? Layer.BUSINESS : signal.layer();
        this.resources = Set.of(resources);
    }

    void say(Judgement judgement, ObjectKey subject, Severity severity, @Nullable Instant since) {
        say(new SignalReading(subject, layer, judgement, severity, since, List.of("scripted"), List.of(), List.of()));
    }

    void say(SignalReading reading) {
        readings.put(reading.subject(), reading);
    }

    void bad(ObjectKey subject, @Nullable Instant since) {
        say(Judgement.BAD, subject, Severity.WARNING, since);
    }

    void clear(ObjectKey subject) {
        readings.remove(subject);
    }

    void healthy(int subjects) {
        healthy = subjects;
    }

    Map<ObjectKey, SignalReading> readings() {
        return readings;
    }

    @Override
    public Signal signal() {
        return signal;
    }

    @Override
    public Set<KubeResource> resources() {
        return resources;
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        return new SignalReadings(signal, Map.of(layer, healthy), List.copyOf(readings.values()));
    }
}
