package dev.strata.exporter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.ObjectTap;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording. What comes before {@link #begin} becomes the first state, everything after it a timed change. The
 * folder appears under its name, whole, when the writer is closed. Objects arrive with only the fields that projection
 * reads, so nothing else can get in. Nothing is held in memory.
 */
public final class RecordingWriter implements ObjectTap, AutoCloseable {

    private static final byte[] OBJECT = ",\"object\":".getBytes(UTF_8);

    private final Path folder;
    private final Path partial;
    private final InstantSource clock;
    private final Function<MeasurementQuery, String> queryText;
    private final Map<String, LineFile> files = new TreeMap<>();
    private final Map<KubeResource, State> states = new EnumMap<>(KubeResource.class);
    /** Resources of which something went: what comes after that keeps its order only among the changes. */
    private final Set<KubeResource> disturbed = EnumSet.noneOf(KubeResource.class);

    private Set<KubeResource> resources = Set.of();
    private String clusterVersion = "";
    private @Nullable Instant started;
    private @Nullable Instant focus;
    private @Nullable IOException failure;
    private boolean closed;

    /** One file, counted. */
    private static final class LineFile implements AutoCloseable {
        private final OutputStream out;
        private long lines;

        LineFile(Path file) throws IOException {
            this.out = new BufferedOutputStream(Files.newOutputStream(file));
        }

        void add(byte[] json) throws IOException {
            out.write(json);
            out.write('\n');
            lines++;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

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
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null || Files.exists(whole)) {
            throw new RecordingException(folder.toString(), "exists already; choose another folder");
        }
        try {
            Files.createDirectories(parent);
            Path partial = Files.createTempDirectory(parent, whole.getFileName() + ".partial-");
            Files.createDirectory(partial.resolve("objects"));
            return new RecordingWriter(whole, partial, clock, queryText);
        } catch (IOException e) {
            throw new RecordingException(folder.toString(), "cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * The cluster is known as a whole: from now on time counts. What cannot be seen now is unknown at the start.
     *
     * @param version of the cluster, empty where it is not known
     */
    public synchronized void begin(String version) throws IOException {
        clusterVersion = version;
        started = clock.instant();
        var fresh = EnumSet.noneOf(KubeResource.class);
        states.forEach((resource, state) -> {
            if (state == State.FRESH) {
                fresh.add(resource);
                file(FolderReader.objects(resource));
            }
        });
        resources = fresh;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void upserted(KubeResource resource, ObjectKey key, byte[] json) {
        if (started == null && !disturbed.contains(resource)) {
            add(FolderReader.objects(resource), json);
            return;
        }
        byte[] head = change(resource, "upsert").toString().getBytes(UTF_8);
        var whole = new ByteArrayOutputStream(head.length + json.length + OBJECT.length);
        whole.write(head, 0, head.length - 1); // without its closing brace
        whole.writeBytes(OBJECT);
        whole.writeBytes(json);
        whole.write('}');
        add(FolderReader.CHANGES, whole.toByteArray());
    }

    @Override
    public synchronized void removed(KubeResource resource, ObjectKey key) {
        disturbed.add(resource);
        add(
                FolderReader.CHANGES,
                change(resource, "remove").put("namespace", key.namespace()).put("name", key.name()));
    }

    @Override
    public synchronized void freshness(KubeResource resource, Freshness now) {
        State before = states.put(resource, now.state());
        if (started != null && before != now.state()) {
            add(
                    FolderReader.CHANGES,
                    change(resource, "freshness")
                            .put("state", now.state().name())
                            .put("detail", now.detail()));
        }
    }

    /** An answer of Prometheus, or that there was none. */
    public synchronized void answered(Measurement answer) {
        add(FolderReader.MEASUREMENTS, line(answer, queryText));
    }

    /** An answer as {@link #line} wrote it. */
    synchronized void answered(byte[] line) {
        add(FolderReader.MEASUREMENTS, line);
    }

    /** The instant worth looking at; without one it is the end. */
    synchronized void focus(Instant instant) {
        focus = instant;
    }

    /** One line of the file of answers. */
    static byte[] line(Measurement answer, Function<MeasurementQuery, String> queryText) {
        ObjectNode node = Lines.JSON
                .createObjectNode()
                .put("t", answer.at().toString())
                .put("id", answer.id())
                .put(
                        "query",
                        MeasurementQueries.byId(answer.id()).map(queryText).orElse(""))
                .put("status", answer.isAnswered() ? FolderReader.ANSWERED : answer.problem());
        ArrayNode warnings = node.putArray("warnings");
        answer.warnings().forEach(warnings::add);
        ArrayNode samples = node.putArray("samples");
        answer.samples().forEach(sample -> add(samples, sample));
        return node.toString().getBytes(UTF_8);
    }

    private static void add(ArrayNode samples, Sample sample) {
        ObjectNode node = samples.addObject();
        ObjectNode labels = node.putObject("labels");
        sample.labels().forEach(labels::put);
        double value = sample.value();
        if (Double.isFinite(value)) {
            node.put("value", value);
        } else {
            node.put("value", Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
        }
    }

    /**
     * Completes the recording; its end is the focus unless another was set. One that never began, or that could not be written, leaves
     * nothing behind.
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            boolean prometheus = files.containsKey(FolderReader.MEASUREMENTS);
            file(FolderReader.CHANGES);
            file(FolderReader.MEASUREMENTS);
            closed = true;
            for (LineFile file : files.values()) {
                file.close();
            }
            if (failure != null) {
                throw failure;
            }
            if (started != null) {
                complete(started, prometheus);
            }
        } finally {
            closed = true;
            remove();
        }
    }

    private void complete(Instant start, boolean prometheus) throws IOException {
        Instant ended = clock.instant();
        var meta =
                new RecordingMeta(clusterVersion, start, ended, focus == null ? ended : focus, prometheus, resources);
        ObjectNode node = meta.json();
        ObjectNode lines = node.putObject("lines");
        files.forEach((name, file) -> lines.put(name, file.lines));
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        String text = Lines.JSON.writer(printer).writeValueAsString(node) + "\n";
        Files.writeString(partial.resolve(FolderReader.META), text, UTF_8);
        Files.move(partial, folder);
    }

    private void remove() throws IOException {
        if (!Files.exists(partial)) {
            return;
        }
        List<Path> content;
        try (Stream<Path> walked = Files.walk(partial)) {
            content = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }

    private ObjectNode change(KubeResource resource, String type) {
        return Lines.JSON
                .createObjectNode()
                .put("t", clock.instant().toString())
                .put("resource", resource.id())
                .put("type", type);
    }

    private void add(String name, ObjectNode line) {
        add(name, line.toString().getBytes(UTF_8));
    }

    /** Feeds must not suffer from a full disk: what fails is told at the end. */
    private void add(String name, byte[] line) {
        LineFile file = closed ? null : file(name);
        if (file != null && failure == null) {
            try {
                file.add(line);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private @Nullable LineFile file(String name) {
        LineFile known = files.get(name);
        try {
            if (known == null) {
                known = new LineFile(partial.resolve(name));
                files.put(name, known);
            }
        } catch (IOException e) {
            failure = e;
        }
        return known;
    }
}
