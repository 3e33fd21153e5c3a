package dev.strata.exporter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.IndexedView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectHistory;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small cluster with its Prometheus for tests: plain Kubernetes objects as YAML, which a test changes as time goes by.
 * The first document of a case holds {@code now}, {@code measurements}, {@code history} and lists of resources that are
 * {@code stale}, {@code forbidden}, {@code syncing}.
 */
public final class World {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private static final Map<String, KubeResource> RESOURCES = Arrays.stream(KubeResource.values())
            .filter(resource -> resource != KubeResource.AUTOSCALERSTATUS)
            .collect(Collectors.toUnmodifiableMap(KubeResource::kind, resource -> resource));

    private final Projection projection =
            Projection.keeping(Set.of("strata.dev/silence-until", "strata.dev/silence-reason"));
    private final Map<ObjectKey, ObjectFacts> facts = new TreeMap<>();
    private final Map<ObjectKey, ObjectHistory> histories = new TreeMap<>();
    private final Map<KubeResource, Freshness> freshness = new EnumMap<>(KubeResource.class);
    private final Map<String, Map<Map<String, String>, Double>> samples = new TreeMap<>();
    private Instant now;
    private boolean prometheus = true;

    public World(Instant now) {
        this.now = now;
        for (KubeResource resource : KubeResource.values()) {
            freshness.put(resource, new Freshness(Freshness.State.FRESH, now, now, ""));
        }
    }

    /** The world of a case's file. */
    public static World given(String text) {
        List<JsonNode> documents = documents(text);
        JsonNode head = documents.get(0);
        var world = new World(Instant.parse(head.path("now").asText()));
        for (Freshness.State state : Freshness.State.values()) {
            head.path(state.name().toLowerCase(Locale.ROOT))
                    .forEach(r -> world.see(KubeResource.valueOf(r.asText().toUpperCase(Locale.ROOT)), state));
        }
        head.path("history").forEach(world::remember);
        world.prometheus = head.has("measurements");
        head.path("measurements").properties().forEach(e -> world.answer(e.getKey(), e.getValue()));
        documents.subList(1, documents.size()).forEach(world::put);
        return world;
    }

    /** Adds objects or puts them in the place of those with the same names. */
    public World apply(String yaml) {
        documents(yaml).forEach(this::put);
        return this;
    }

    public World remove(String kind, String namespace, String name) {
        facts.remove(new ObjectKey(kind, namespace, name));
        return this;
    }

    public World see(KubeResource resource, Freshness.State state) {
        String detail = state == Freshness.State.FRESH ? "" : "connection refused";
        freshness.put(resource, new Freshness(state, now, now, detail));
        return this;
    }

    public World seeAll(Freshness.State state) {
        for (KubeResource resource : KubeResource.values()) {
            see(resource, state);
        }
        return this;
    }

    /** Every question is answered, with what {@link #measure} said. */
    public World answerAll() {
        MeasurementQueries.ALL.forEach(
                query -> samples.computeIfAbsent(query.id(), id -> new TreeMap<>(World::compare)));
        return this;
    }

    /** Sets one sample; labels alternate names and values. */
    public World measure(String query, double value, String... labels) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        samples.computeIfAbsent(query, id -> new TreeMap<>(World::compare)).put(map, value);
        return this;
    }

    public World withoutPrometheus() {
        prometheus = false;
        return this;
    }

    public World remember(ObjectKey key, ObjectHistory history) {
        histories.put(key, history);
        return this;
    }

    public World pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Instant now() {
        return now;
    }

    public ClusterView cluster() {
        return IndexedView.of(now, facts.values(), freshness, histories);
    }

    public Measurements measurements() {
        return measurements(null);
    }

    /** The same objects in another order. */
    public ClusterView shuffledCluster(Random random) {
        var shuffled = new ArrayList<>(facts.values());
        Collections.shuffle(shuffled, random);
        return IndexedView.of(now, shuffled, freshness, histories);
    }

    /** The same samples, in another order where there is a source of chance. */
    public Measurements measurements(@Nullable Random random) {
        if (!prometheus) {
            return Measurements.NOT_CONFIGURED;
        }
        var answers = new TreeMap<String, Measurement>();
        samples.forEach((id, values) -> {
            var list = new ArrayList<Sample>();
            values.forEach((labels, value) -> list.add(new Sample(labels, value)));
            if (random != null) {
                Collections.shuffle(list, random);
            }
            answers.put(id, Measurement.answered(id, now, List.of(), list));
        });
        return new Measurements(true, true, now, "", Duration.ofMinutes(2), answers);
    }

    private void put(JsonNode object) {
        KubeResource resource = resource(object);
        if (resource == null) {
            throw new IllegalArgumentException("no resource for kind " + object.path("kind"));
        }
        try (JsonParser parser = object.traverse(YAML)) {
            parser.nextToken();
            ObjectFacts projected = projection.project(resource, parser).orElseThrow();
            facts.put(projected.key(), projected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String id, JsonNode list) {
        Map<Map<String, String>, Double> values = samples.computeIfAbsent(id, i -> new TreeMap<>(World::compare));
        for (JsonNode sample : list) {
            var labels = new TreeMap<String, String>();
            sample.path("labels")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            values.put(labels, sample.path("value").asDouble());
        }
    }

    private static KubeResource resource(JsonNode object) {
        String kind = object.path("kind").asText();
        boolean status = kind.equals("ConfigMap")
                && object.path("metadata").path("name").asText().equals(AutoscalerStatusFacts.NAME);
        return status ? KubeResource.AUTOSCALERSTATUS : Objects.requireNonNull(RESOURCES.get(kind), kind);
    }

    private void remember(JsonNode node) {
        var key = new ObjectKey(
                node.path("kind").asText(),
                node.path("namespace").asText(),
                node.path("name").asText());
        var restarts = new ArrayList<Instant>();
        node.path("restarts").forEach(at -> restarts.add(Instant.parse(at.asText())));
        var flips = new ArrayList<Instant>();
        node.path("readyFlips").forEach(at -> flips.add(Instant.parse(at.asText())));
        var replicas = new ArrayList<ObjectHistory.ReplicaSample>();
        node.path("replicas").properties().forEach(e -> {
            int count = e.getValue().asInt();
            replicas.add(new ObjectHistory.ReplicaSample(Instant.parse(e.getKey()), count, count));
        });
        node.path("samples")
                .properties()
                .forEach(e -> replicas.add(new ObjectHistory.ReplicaSample(
                        Instant.parse(e.getKey()),
                        e.getValue().path(0).asInt(),
                        e.getValue().path(1).asInt())));
        var edits = new ArrayList<ObjectHistory.SpecChange>();
        node.path("edits").properties().forEach(e -> {
            var differences = new ArrayList<Difference>();
            e.getValue()
                    .forEach(d -> differences.add(new Difference(
                            d.path(0).asText(),
                            d.path(1).asText(),
                            d.path(2).asText(),
                            d.path(3).asText())));
            edits.add(new ObjectHistory.SpecChange(Instant.parse(e.getKey()), differences));
        });
        JsonNode ready = node.path("lastReadyEndpoint");
        histories.put(
                key,
                new ObjectHistory(
                        restarts,
                        flips,
                        replicas,
                        edits,
                        ready.isMissingNode() ? null : Instant.parse(ready.asText())));
    }

    private static List<JsonNode> documents(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int compare(Map<String, String> a, Map<String, String> b) {
        return a.toString().compareTo(b.toString());
    }
}
