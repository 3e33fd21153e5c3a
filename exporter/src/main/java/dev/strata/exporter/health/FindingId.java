package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.Comparator;

/** The identity of a finding; never a cause, a reason or a state. Ordered by layer, signal, subject. */
public record FindingId(Layer layer, String signal, ObjectKey subject) implements Comparable<FindingId> {

    private static final Comparator<FindingId> ORDER = Comparator.comparing(FindingId::layer)
            .thenComparing(FindingId::signal)
            .thenComparing(FindingId::subject);

    @Override
    public int compareTo(FindingId other) {
        return ORDER.compare(this, other);
    }
}
