package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import java.util.Set;

/** Judges one signal. Implementations hold no state. */
public interface SignalEvaluator {

    Signal signal();

    /** Resources without which nothing can be judged; the caller asks only when all are fresh. */
    Set<KubeResource> resources();

    /** Queries without whose answers nothing can be judged; the caller asks only when all are there. */
    default Set<MeasurementQuery> queries() {
        return Set.of();
    }

    /** The same signal, judged by other numbers than those of the catalogue. */
    default SignalEvaluator by(Thresholds thresholds) {
        return this;
    }

    /** Whether objects alone yield a weaker verdict where no Prometheus is configured at all. */
    default boolean worksAlone() {
        return false;
    }

    /** Whether the series behind its questions exist. Asked only when all that is named above can be read. */
    default Source source(SignalInput input) {
        return Source.PRESENT;
    }

    /** Judges every subject. Called only when all that is named above can be read. */
    SignalReadings evaluate(SignalInput input);
}
