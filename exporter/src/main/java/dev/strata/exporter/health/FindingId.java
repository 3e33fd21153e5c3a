package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.exporter.cluster.ObjectKey;

/** The identity of a finding; never a cause, a reason or a state. Ordered by layer, signal, subject. */
public record FindingId(Layer layer, String signal, ObjectKey subject) implements Comparable<FindingId> {

    @Override
    public int compareTo(FindingId other) {
        int order = layer.compareTo(other.layer);
        if (order == 0) {
            order = signal.compareTo(other.signal);
        }
        return order == 0 ? subject.compareTo(other.subject) : order;
    }
}
