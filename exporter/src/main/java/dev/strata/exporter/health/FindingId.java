package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.exporter.cluster.ObjectKey;
import org.jspecify.annotations.Nullable;

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

    /** Written out, as is the hash, for the sake of speed. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FindingId that
                && layer == that.layer
                && signal.equals(that.signal)
                && subject.equals(that.subject);
    }

    @Override
    public int hashCode() {
        return (layer.id().hashCode() * 31 + signal.hashCode()) * 31 + subject.hashCode();
    }
}
