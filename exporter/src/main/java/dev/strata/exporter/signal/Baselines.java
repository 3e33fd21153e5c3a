package dev.strata.exporter.signal;

import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.OptionalDouble;

/**
 * What a figure was before a finding began. A comparison with half an hour ago calls a fault normal once it has lasted
 * half an hour; while a finding stands it is compared with what was there before it.
 */
@FunctionalInterface
public interface Baselines {

    /** The evidence in which an evaluator that compares writes what it compared with. */
    String EVIDENCE = "latency_before_seconds";

    /** Nothing has been found so far. */
    Baselines NONE = (signal, subject) -> OptionalDouble.empty();

    /** Seconds before the standing finding of that subject, empty while it has none. */
    OptionalDouble before(Signal signal, ObjectKey subject);

    /** The kept figure where there is one, else the fresh one; NaN where there is neither. */
    default double orElse(Signal signal, ObjectKey subject, double fresh) {
        return before(signal, subject).orElse(fresh);
    }
}
