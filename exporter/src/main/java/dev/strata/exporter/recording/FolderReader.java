package dev.strata.exporter.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.recording.Lines.Place;
import dev.strata.exporter.recording.Recording.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads a folder that {@link RecordingWriter} wrote. Resources and fields that it does not know are passed over. */
final class FolderReader {

    static final String META = "meta.json";
    static final String CHANGES = "changes.ndjson";
    static final String MEASUREMENTS = "measurements.ndjson";
    static final String ANSWERED = "success";

    private final Path folder;
    private final Projection projection;
    private final Map<ObjectKey, ObjectFacts> first = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    FolderReader(Path folder, Projection projection) {
        this.folder = folder;
        this.projection = projection;
    }

    static String objects(KubeResource resource) {
        return "objects/" + resource.id() + ".ndjson";
    }

    Recording read() {
        JsonNode description = description();
        RecordingMeta meta =
                RecordingMeta.read(description, new Place(folder.resolve(META).toString(), 1));
        for (KubeResource resource : KubeResource.values()) {
            if (meta.resources().contains(resource)) {
                lines(description, objects(resource), (place, node) -> hold(facts(resource, place, node)));
            }
        }
        lines(description, CHANGES, this::change);
        foldWhatWasBefore(meta.started());
        lines(description, MEASUREMENTS, (place, node) -> steps.add(answer(place, node)));
        steps.sort(Comparator.comparing(Step::at));
        return new Recording(meta, List.copyOf(first.values()), steps);
    }

    private void hold(ObjectFacts facts) {
        first.put(facts.key(), facts);
    }

    /** Changes up to the start belong to what was there at the start. */
    private void foldWhatWasBefore(Instant started) {
        steps.removeIf(step -> {
            if (step.at().isAfter(started)) {
                return false;
            }
            if (step instanceof Recording.Upsert upsert) {
                hold(upsert.facts());
                return true;
            }
            if (step instanceof Recording.Removal removal) {
                first.remove(removal.key());
                return true;
            }
            return false;
        });
    }

    private JsonNode description() {
        Path file = folder.resolve(META);
        if (!Files.exists(folder)) {
            throw new RecordingException(folder.toString(), "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new RecordingException(folder.toString(), "has no " + META + ": no recording, or an unfinished one");
        }
        try {
            return Lines.JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Place(file.toString(), line)
                    .problem("broken JSON, is the file cut off? " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private void lines(JsonNode description, String file, Lines.Use use) {
        JsonNode count = description.path("lines").path(file);
        OptionalLong promised = count.isIntegralNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
        new Lines(folder, file).read(promised, use);
    }

    private ObjectFacts facts(KubeResource resource, Place place, JsonNode node) throws IOException {
        try (JsonParser parser = node.traverse(Lines.JSON)) {
            parser.nextToken();
            return projection
                    .project(resource, parser)
                    .orElseThrow(() -> place.problem("an object of " + resource.id() + " without a name"));
        }
    }

    private void change(Place place, JsonNode node) throws IOException {
        Optional<KubeResource> known = KubeResource.ofId(node.path("resource").asText());
        if (known.isEmpty()) {
            return;
        }
        KubeResource resource = known.get();
        Instant at = RecordingMeta.instant(node, "t", place);
        String type = node.path("type").asText();
        steps.add(
                switch (type) {
                    case "upsert" -> new Recording.Upsert(at, facts(resource, place, node.path("object")));
                    case "remove" -> new Recording.Removal(at, resource, key(resource, node));
                    case "freshness" -> new Recording.FreshnessChange(at, resource, freshness(place, node, at));
                    default -> throw place.problem("expected type upsert, remove or freshness, found '" + type + "'");
                });
    }

    private static ObjectKey key(KubeResource resource, JsonNode node) {
        return new ObjectKey(
                resource.kind(),
                node.path("namespace").asText(),
                node.path("name").asText());
    }

    private static Freshness freshness(Place place, JsonNode node, Instant at) {
        String name = node.path("state").asText();
        State state = Arrays.stream(State.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        place.problem("expected one of " + Arrays.toString(State.values()) + ", found '" + name + "'"));
        boolean progressed = state == State.FRESH || state == State.STALE;
        return new Freshness(
                state, at, progressed ? at : null, node.path("detail").asText());
    }

    private static Step answer(Place place, JsonNode node) {
        Instant at = RecordingMeta.instant(node, "t", place);
        String id = node.path("id").asText();
        String status = node.path("status").asText();
        if (!status.equals(ANSWERED)) {
            return new Recording.Answer(at, Measurement.failed(id, at, status.isEmpty() ? "failed" : status));
        }
        var warnings = new ArrayList<String>();
        node.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        var samples = new ArrayList<Sample>();
        for (JsonNode sample : node.path("samples")) {
            Map<String, String> labels = new TreeMap<>();
            sample.path("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(labels, value(place, sample.path("value"))));
        }
        return new Recording.Answer(at, Measurement.answered(id, at, warnings, samples));
    }

    private static double value(Place place, JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> throw place.problem("expected a number, found " + value);
        };
    }
}
