package dev.strata.exporter.recording;

import dev.strata.exporter.cluster.FactSink;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.projection.Projection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A recording, read whole and checked before any of it is used, so that nothing is ever half-read.
 *
 * @param first what was there at the start
 * @param steps what happened since, in the order of time
 */
public record Recording(RecordingMeta meta, List<ObjectFacts> first, List<Step> steps) {

    /** One thing that happened. */
    public sealed interface Step {

        Instant at();

        /** Hands it on to whom it concerns. */
        void tell(FactSink sink, Consumer<Measurement> answers);
    }

    record Upsert(Instant at, ObjectFacts facts) implements Step {

        @Override
        public void tell(FactSink sink, Consumer<Measurement> answers) {
            sink.upsert(facts);
        }
    }

    record Removal(Instant at, KubeResource resource, ObjectKey key) implements Step {

        @Override
        public void tell(FactSink sink, Consumer<Measurement> answers) {
            sink.remove(resource, key);
        }
    }

    record FreshnessChange(Instant at, KubeResource resource, Freshness freshness) implements Step {

        @Override
        public void tell(FactSink sink, Consumer<Measurement> answers) {
            sink.freshness(resource, freshness);
        }
    }

    record Answer(Instant at, Measurement measurement) implements Step {

        @Override
        public void tell(FactSink sink, Consumer<Measurement> answers) {
            answers.accept(measurement);
        }
    }

    public Recording {
        first = List.copyOf(first);
        steps = List.copyOf(steps);
    }

    /**
     * Reads the folder that a {@link RecordingWriter} wrote.
     *
     * @throws RecordingException if it is missing, cut off, broken or newer than this program
     */
    public static Recording open(Path folder, Projection projection) {
        return new FolderReader(folder, projection).read();
    }

    /** Hands the first state to the sink. */
    public void begin(FactSink sink) {
        Map<KubeResource, List<ObjectFacts>> byResource = new EnumMap<>(KubeResource.class);
        first.forEach(facts -> byResource
                .computeIfAbsent(facts.resource(), r -> new ArrayList<>())
                .add(facts));
        for (KubeResource resource : KubeResource.values()) {
            if (meta.resources().contains(resource)) {
                sink.replace(resource, byResource.getOrDefault(resource, List.of()));
                sink.freshness(resource, new Freshness(Freshness.State.FRESH, meta.started(), meta.started(), ""));
            } else {
                sink.freshness(
                        resource,
                        new Freshness(Freshness.State.ABSENT, meta.started(), null, "not part of the recording"));
            }
        }
    }

    /**
     * Hands on what happened from step number {@code from} until the instant; returns the next step's number. A store
     * that keeps histories must see the time of the step it is handed: play up to one step's time after the other.
     */
    public int play(int from, Instant until, FactSink sink, Consumer<Measurement> answers) {
        int next = from;
        while (next < steps.size() && !steps.get(next).at().isAfter(until)) {
            steps.get(next++).tell(sink, answers);
        }
        return next;
    }
}
