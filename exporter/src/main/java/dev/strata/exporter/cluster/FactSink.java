package dev.strata.exporter.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes what a feed (the live watch, a recording) learns. Calls for one resource come from one thread at a time. Every
 * call is one step for readers: no view shows half of a {@link #replace} or {@link #retain}.
 */
public interface FactSink {

    /** The object was added or changed. */
    void upsert(ObjectFacts facts);

    /** The object is gone; unknown keys are ignored. */
    void remove(KubeResource resource, ObjectKey key);

    /** A complete list: what it does not mention is gone. */
    void replace(KubeResource resource, Collection<? extends ObjectFacts> facts);

    /**
     * A complete list of the part in {@code scope}, already upserted: what is held of that part beside it is gone.
     *
     * @return what went
     */
    List<ObjectKey> retain(KubeResource resource, Predicate<ObjectFacts> scope, Set<ObjectKey> listed);

    /** What is known of the resource's freshness changed. */
    void freshness(KubeResource resource, Freshness freshness);
}
