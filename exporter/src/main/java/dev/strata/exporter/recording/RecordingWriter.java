package dev.strata.exporter.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.projection.ObjectTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording. What comes before {@link #begin} becomes the first state, everything after it a timed change. The
 * folder appears under its name only when the recording is closed; until then it is {@code NAME.partial}. Objects
 * arrive with only the fields that projection reads, so nothing else can get in.
 */
public final class RecordingWriter implements ObjectTap, AutoCloseable {

    private final Path folder;
    private final Path partial;
    private final InstantSource clock;
    private final Function<MeasurementQuery, String> queryText;
    private final Map<KubeResource, Map<ObjectKey, JsonNode>> held = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, Freshness> freshness = new EnumMap<>(KubeResource.class);
    private final Map<String, Measurement> answers = new TreeMap<>();
    private @Nullable Writer changes;
    private @Nullable Writer measurements;
    private Instant started = Instant.MAX;
    private Instant last = Instant.MIN;
    private String clusterVersion = "";

    private RecordingWriter(
            Path folder, Path partial, InstantSource clock, Function<MeasurementQuery, String> queryText) {
        this.folder = folder;
        this.partial = partial;
        this.clock = clock;
        this.queryText = queryText;
    }

    /**
     * Prepares the folder.
     *
     * @param queryText what is really asked for a query, for the record
     * @throws RecordingException if the folder exists or cannot be made
     */
    public static RecordingWriter create(
            Path folder, InstantSource clock, Function<MeasurementQuery, String> queryText) {
        if (Files.exists(folder)) {
            throw new RecordingException(folder.toString(), "exists already; choose another folder");
        }
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            Files.createDirectories(partial.resolve("objects"));
        } catch (IOException e) {
            throw new RecordingException(partial.toString(), "cannot be made: " + e.getMessage());
        }
        return new RecordingWriter(folder, partial, clock, queryText);
    }

    /** The cluster is known as a whole: from now on time counts. */
    public synchronized void begin(String version) throws IOException {
        clusterVersion = version;
        started = clock.instant();
        last = started;
        for (KubeResource resource : KubeResource.values()) {
            try (Writer out = open("objects/" + resource.id() + ".ndjson")) {
                for (JsonNode object : held.getOrDefault(resource, Map.of()).values()) {
                    line(out, object);
                }
            }
        }
        changes = open("changes.ndjson");
        measurements = open("measurements.ndjson");
        for (Measurement answer : answers.values()) {
            write(answer);
        }
        held.clear();
    }

    @Override
    public synchronized void upserted(KubeResource resource, byte[] json) {
        JsonNode object = Json.read(new String(json, StandardCharsets.UTF_8), resource.id());
        if (changes == null) {
            held.computeIfAbsent(resource, r -> new TreeMap<>()).put(key(resource, object), object);
            return;
        }
        ObjectNode change = change(resource, "upsert");
        change.set("object", object);
        line(changes, change);
    }

    @Override
    public synchronized void removed(KubeResource resource, ObjectKey key) {
        if (changes == null) {
            held.getOrDefault(resource, new TreeMap<>())
                    .remove(new ObjectKey(resource.id(), key.namespace(), key.name()));
            return;
        }
        line(
                changes,
                change(resource, "remove")
                        .put("kind", key.kind())
                        .put("namespace", key.namespace())
                        .put("name", key.name()));
    }

    @Override
    public synchronized void freshness(KubeResource resource, Freshness now) {
        Freshness before = freshness.put(resource, now);
        if (changes != null && (before == null || before.state() != now.state())) {
            line(
                    changes,
                    change(resource, "freshness")
                            .put("state", now.state().name())
                            .put("detail", now.detail()));
        }
    }

    /** An answer of Prometheus. */
    public synchronized void answered(Measurement answer) {
        if (measurements == null) {
            answers.put(answer.id(), answer);
        } else {
            write(answer);
        }
    }

    private void write(Measurement answer) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("t", answer.at().toString());
        node.put("id", answer.id());
        node.put("query", MeasurementQueries.byId(answer.id()).map(queryText).orElse(""));
        node.put("status", answer.isAnswered() ? "success" : answer.problem());
        answer.warnings().forEach(node.putArray("warnings")::add);
        var samples = node.putArray("samples");
        answer.samples().forEach(sample -> {
            ObjectNode one = samples.addObject();
            ObjectNode labels = one.putObject("labels");
            sample.labels().forEach(labels::put);
            one.put("value", sample.value());
        });
        if (answer.at().isAfter(last)) {
            last = answer.at();
        }
        if (measurements != null) {
            line(measurements, node);
        }
    }

    private ObjectNode change(KubeResource resource, String type) {
        last = clock.instant();
        return Json.MAPPER
                .createObjectNode()
                .put("t", last.toString())
                .put("resource", resource.id())
                .put("type", type);
    }

    private static ObjectKey key(KubeResource resource, JsonNode object) {
        JsonNode meta = object.path("metadata");
        return new ObjectKey(
                resource.id(),
                meta.path("namespace").asText(),
                meta.path("name").asText());
    }

    private Writer open(String name) throws IOException {
        return Files.newBufferedWriter(partial.resolve(name), StandardCharsets.UTF_8);
    }

    private static void line(@Nullable Writer out, JsonNode node) {
        try {
            if (out != null) {
                out.write(node.toString());
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes the recording with its end as the focus. One that never began leaves nothing behind. */
    @Override
    public synchronized void close() throws IOException {
        if (changes == null || measurements == null) {
            Files.deleteIfExists(partial.resolve("objects"));
            Files.deleteIfExists(partial);
            return;
        }
        changes.close();
        measurements.close();
        var resources = EnumSet.noneOf(KubeResource.class);
        freshness.forEach((resource, state) -> {
            if (state.state() != Freshness.State.FORBIDDEN && state.state() != Freshness.State.ABSENT) {
                resources.add(resource);
            }
        });
        Instant end = clock.instant().isAfter(last) ? clock.instant() : last;
        var meta = new RecordingMeta(
                clusterVersion, started, end, end, Files.size(partial.resolve("measurements.ndjson")) > 0, resources);
        Files.writeString(partial.resolve("meta.json"), meta.json().toPrettyString() + "\n");
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        changes = null;
        measurements = null;
    }
}
