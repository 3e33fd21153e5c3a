package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.FactSink;
import dev.strata.exporter.cluster.FactTable;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.IndexedView;
import dev.strata.exporter.cluster.Joins;
import dev.strata.exporter.cluster.Kinship;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest facts and what was seen of their past. Any number of threads may feed it and ask for views; a view
 * is built only when something changed since the last one.
 */
public final class ClusterStore implements FactSink {

    /** Changes of a resource that may wait for the next view: whoever brings more pays for putting them in order. */
    private static final int MOST_PENDING = 10_000;

    private final InstantSource clock;
    private final Map<KubeResource, Map<ObjectKey, Optional<ObjectFacts>>> pending = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, Integer> counts = new EnumMap<>(KubeResource.class);
    private final Map<KubeResource, Freshness> freshness = new EnumMap<>(KubeResource.class);
    private Joins settled = Joins.empty();
    private final Histories histories = new Histories();
    private @Nullable IndexedView newest;

    /** @param clock tells when a change is seen; that of a recording while one is played */
    public ClusterStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void upsert(ObjectFacts newer) {
        Optional<ObjectFacts> older = find(newer.resource(), newer.key());
        ObjectFacts facts = Kinship.shared(newer, older.orElse(null), settled);
        histories.changed(older.orElse(null), facts, clock.instant());
        change(facts.resource(), facts.key(), Optional.of(facts));
        if (older.isEmpty()) {
            counts.merge(facts.resource(), 1, Integer::sum);
        }
    }

    @Override
    public synchronized void remove(KubeResource resource, ObjectKey key) {
        Optional<ObjectFacts> older = find(resource, key);
        if (older.isPresent()) {
            histories.removed(older.get(), clock.instant());
            change(resource, key, Optional.empty());
            counts.merge(resource, -1, Integer::sum);
        }
    }

    @Override
    public synchronized void replace(KubeResource resource, Collection<? extends ObjectFacts> facts) {
        var listed = new HashSet<ObjectKey>();
        for (ObjectFacts each : facts) {
            upsert(each);
            listed.add(each.key());
        }
        retain(resource, any -> true, listed);
    }

    @Override
    public synchronized List<ObjectKey> retain(
            KubeResource resource, Predicate<ObjectFacts> scope, Set<ObjectKey> listed) {
        var gone = new ArrayList<ObjectKey>();
        for (ObjectFacts held : settle(resource).all()) {
            if (!listed.contains(held.key()) && scope.test(held)) {
                remove(resource, held.key());
                gone.add(held.key());
            }
        }
        return gone;
    }

    @Override
    public synchronized void freshness(KubeResource resource, Freshness newestFreshness) {
        freshness.put(resource, newestFreshness);
    }

    /** The version of what is held under the key; null for nothing. */
    synchronized @Nullable String version(KubeResource resource, ObjectKey key) {
        return find(resource, key).map(facts -> facts.meta().resourceVersion()).orElse(null);
    }

    /** What is held of a resource now; does not change. */
    synchronized List<ObjectFacts> held(KubeResource resource) {
        return settle(resource).all();
    }

    /** What is held now, shown as of the instant. */
    public synchronized ClusterView view(Instant at) {
        boolean pruned = histories.prune(at);
        IndexedView known = newest;
        if (known == null || pruned) {
            for (KubeResource resource : KubeResource.values()) {
                settle(resource);
            }
            known = IndexedView.ofJoins(at, settled, freshness, histories.all());
        } else {
            known = known.at(at, freshness);
        }
        newest = known;
        return known;
    }

    /** Objects held of the resource. */
    public synchronized int count(KubeResource resource) {
        return counts.getOrDefault(resource, 0);
    }

    private Optional<ObjectFacts> find(KubeResource resource, ObjectKey key) {
        Map<ObjectKey, Optional<ObjectFacts>> changes = pending.get(resource);
        Optional<ObjectFacts> change = changes == null ? null : changes.get(key);
        return change != null ? change : settled.table(resource).find(key);
    }

    private void change(KubeResource resource, ObjectKey key, Optional<ObjectFacts> facts) {
        newest = null;
        Map<ObjectKey, Optional<ObjectFacts>> changes = pending.computeIfAbsent(resource, r -> new HashMap<>());
        changes.put(key, facts);
        if (changes.size() >= MOST_PENDING) {
            settle(resource);
        }
    }

    private FactTable<ObjectFacts> settle(KubeResource resource) {
        Map<ObjectKey, Optional<ObjectFacts>> changes = pending.remove(resource);
        if (changes != null) {
            settled = settled.with(resource, changes);
        }
        return settled.table(resource);
    }
}
