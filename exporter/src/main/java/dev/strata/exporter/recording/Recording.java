package dev.strata.exporter.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.exporter.cluster.FactSink;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.Projection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recording, read whole and checked before any of it is used, so that nothing is ever half-read.
 *
 * @param first what was there at the start
 * @param steps what happened since, in the order of time
 */
public record Recording(RecordingMeta meta, List<ObjectFacts> first, List<Step> steps) {

    private static final int LONGEST_LINE = 4 << 20;

    /** One thing that happened. */
    public sealed interface Step {

        Instant at();
    }

    record Upsert(Instant at, ObjectFacts facts) implements Step {}

    record Removal(Instant at, KubeResource resource, ObjectKey key) implements Step {}

    record FreshnessChange(Instant at, KubeResource resource, Freshness freshness) implements Step {}

    record Answer(Instant at, Measurement measurement) implements Step {}

    public Recording {
        first = List.copyOf(first);
        steps = List.copyOf(steps);
    }

    /**
     * Reads a recording.
     *
     * @throws RecordingException if it is missing, cut off, broken or newer than this program
     */
    public static Recording open(Path folder, Projection projection) {
        Path metaFile = folder.resolve("meta.json");
        if (!Files.isRegularFile(metaFile)) {
            throw new RecordingException(folder.toString(), "is no recording: it has no meta.json");
        }
        String text;
        try {
            text = Files.readString(metaFile, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RecordingException(metaFile.toString(), "cannot be read: " + e.getMessage());
        }
        var meta = RecordingMeta.read(Json.read(text, metaFile.toString()), metaFile.toString());
        var reading = new Reading(projection);
        for (KubeResource resource : KubeResource.values()) {
            if (meta.resources().contains(resource)) {
                lines(
                        folder.resolve("objects").resolve(resource.id() + ".ndjson"),
                        (node, place) -> reading.object(resource, node, place));
            }
        }
        lines(folder.resolve("changes.ndjson"), reading::change);
        lines(folder.resolve("measurements.ndjson"), reading::answer);
        reading.steps.sort(Comparator.comparing(Step::at));
        return new Recording(meta, reading.objects, reading.steps);
    }

    /** Hands the first state to the sink. */
    public void begin(FactSink sink) {
        Map<KubeResource, List<ObjectFacts>> byResource = new HashMap<>();
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

    /** Hands on what happened from step number {@code from} until the instant; returns the next step's number. */
    public int play(int from, Instant until, FactSink sink, Consumer<Measurement> answers) {
        int next = from;
        while (next < steps.size() && !steps.get(next).at().isAfter(until)) {
            Step step = steps.get(next++);
            if (step instanceof Upsert upsert) {
                sink.upsert(upsert.facts());
            } else if (step instanceof Removal removal) {
                sink.remove(removal.resource(), removal.key());
            } else if (step instanceof FreshnessChange change) {
                sink.freshness(change.resource(), change.freshness());
            } else if (step instanceof Answer answer) {
                answers.accept(answer.measurement());
            }
        }
        return next;
    }

    private interface LineReader {
        void read(JsonNode node, String place);
    }

    private static void lines(Path file, LineReader reader) {
        if (!Files.isRegularFile(file)) {
            throw new RecordingException(file.toString(), "is missing from the recording");
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String place = file + ":" + number;
                if (line.length() > LONGEST_LINE) {
                    throw new RecordingException(place, "longer than 4 MiB");
                }
                reader.read(Json.read(line, place), place);
            }
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /** What has been read so far. */
    private static final class Reading {

        private final Projection projection;
        private final List<ObjectFacts> objects = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        Reading(Projection projection) {
            this.projection = projection;
        }

        void object(KubeResource resource, JsonNode node, String place) {
            objects.add(facts(resource, node, place));
        }

        void change(JsonNode node, String place) {
            Instant at = RecordingMeta.instant(node, "t", place);
            String id = node.path("resource").asText();
            Optional<KubeResource> known = Arrays.stream(KubeResource.values())
                    .filter(r -> r.id().equals(id))
                    .findFirst();
            if (known.isEmpty()) {
                return;
            }
            KubeResource resource = known.get();
            switch (node.path("type").asText()) {
                case "upsert" -> steps.add(new Upsert(at, facts(resource, node.path("object"), place)));
                case "remove" ->
                    steps.add(new Removal(
                            at,
                            resource,
                            new ObjectKey(
                                    node.path("kind").asText(),
                                    node.path("namespace").asText(),
                                    node.path("name").asText())));
                case "freshness" -> steps.add(new FreshnessChange(at, resource, freshness(node, at, place)));
                default ->
                    throw new RecordingException(
                            place,
                            "found type '" + node.path("type").asText() + "', expected upsert, remove or freshness");
            }
        }

        void answer(JsonNode node, String place) {
            Instant at = RecordingMeta.instant(node, "t", place);
            String id = node.path("id").asText();
            String status = node.path("status").asText();
            if (!status.equals("success")) {
                steps.add(new Answer(at, Measurement.failed(id, at, status)));
                return;
            }
            var warnings = new ArrayList<String>();
            node.path("warnings").forEach(warning -> warnings.add(warning.asText()));
            var samples = new ArrayList<Sample>();
            for (JsonNode sample : node.path("samples")) {
                var labels = new HashMap<String, String>();
                sample.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                if (!sample.path("value").isNumber()) {
                    throw new RecordingException(place, "a sample of '" + id + "' has no number");
                }
                samples.add(new Sample(labels, sample.path("value").asDouble()));
            }
            steps.add(new Answer(at, Measurement.answered(id, at, warnings, samples)));
        }

        private static Freshness freshness(JsonNode node, Instant at, String place) {
            String name = node.path("state").asText();
            Freshness.State state = Arrays.stream(Freshness.State.values())
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RecordingException(place, "found state '" + name + "'"));
            return new Freshness(state, at, at, node.path("detail").asText());
        }

        private ObjectFacts facts(KubeResource resource, JsonNode node, String place) {
            try (JsonParser parser = node.traverse(Json.MAPPER)) {
                parser.nextToken();
                return projection
                        .project(resource, parser)
                        .orElseThrow(() ->
                                new RecordingException(place, "an object of " + resource.id() + " without a name"));
            } catch (IOException e) {
                throw new RecordingException(place, "cannot be read: " + e.getMessage());
            }
        }
    }
}
