package dev.strata.endtoend.causes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Tells the exporter's store what changed, as watches do: each kind on its own way, some a moment later than others. */
final class ApiFeed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Projection PROJECTION = Projection.plain();

    private record Change(KubeResource resource, ObjectKey key, Map<String, Object> object) {}

    private final Play play;
    private final ClusterStore store;
    private final Map<KubeResource, Map<ObjectKey, Map<String, Object>>> shown = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, List<Change>> late = new EnumMap<>(KubeResource.class);
    private final Set<KubeResource> slow = EnumSet.noneOf(KubeResource.class);
    private final Random random;

    /** Cannot be read. */
    final Set<KubeResource> hidden = EnumSet.noneOf(KubeResource.class);

    ApiFeed(Play play, Random random) {
        this.play = play;
        this.random = random;
        this.store = new ClusterStore(() -> play.now);
    }

    /** Changes of this kind arrive a round later. */
    void slow(KubeResource resource) {
        slow.add(resource);
    }

    /** Shows what there is now; what is not among it is gone, but for events. */
    ClusterView show(Map<KubeResource, List<Map<String, Object>>> objects, Map<String, Map<String, Object>> events) {
        var changes = new ArrayList<Change>();
        late.values().forEach(changes::addAll);
        late.clear();
        for (KubeResource resource : KubeResource.values()) {
            var list = new ArrayList<Change>();
            if (resource == KubeResource.EVENTS) {
                events.values().forEach(event -> list.add(new Change(resource, key(resource, event), event)));
            } else {
                diff(resource, objects.getOrDefault(resource, List.of()), list);
            }
            if (slow.contains(resource)) {
                late.put(resource, list);
            } else {
                changes.addAll(list);
            }
        }
        Collections.shuffle(changes, random);
        changes.forEach(this::tell);
        for (KubeResource resource : KubeResource.values()) {
            boolean seen = !hidden.contains(resource);
            store.freshness(
                    resource,
                    new Freshness(
                            seen ? Freshness.State.FRESH : Freshness.State.FORBIDDEN,
                            play.start,
                            seen ? play.now : null,
                            seen ? "" : "403"));
        }
        return store.view(play.now);
    }

    private void diff(KubeResource resource, List<Map<String, Object>> objects, List<Change> changes) {
        Map<ObjectKey, Map<String, Object>> last = shown.getOrDefault(resource, Map.of());
        var present = new LinkedHashMap<ObjectKey, Map<String, Object>>();
        for (Map<String, Object> object : objects) {
            ObjectKey key = key(resource, object);
            present.put(key, object);
            Map<String, Object> was = last.get(key);
            if (was != object && !object.equals(was)) {
                changes.add(new Change(resource, key, object));
            }
        }
        last.keySet().stream()
                .filter(key -> !present.containsKey(key))
                .forEach(key -> changes.add(new Change(resource, key, Map.of())));
        shown.put(resource, present);
    }

    private void tell(Change change) {
        if (hidden.contains(change.resource())) {
            return;
        }
        if (change.object().isEmpty()) {
            store.remove(change.resource(), change.key());
            return;
        }
        try (JsonParser parser = Projection.json().createParser(JSON.writeValueAsBytes(change.object()))) {
            parser.nextToken();
            PROJECTION.project(change.resource(), parser).ifPresent(store::upsert);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectKey key(KubeResource resource, Map<String, Object> object) {
        Map<?, ?> meta = (Map<?, ?>) object.getOrDefault("metadata", Map.of());
        Object namespace = meta.get("namespace");
        return new ObjectKey(
                resource.kind(), namespace == null ? "" : namespace.toString(), String.valueOf(meta.get("name")));
    }
}
