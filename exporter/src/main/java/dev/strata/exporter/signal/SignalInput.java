package dev.strata.exporter.signal;

import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;

/**
 * What an evaluator may look at.
 *
 * @param families what the answers say, taken apart once for all evaluators
 * @param owners how objects name their owners
 */
public record SignalInput(
        ClusterView cluster,
        Measurements measurements,
        Thresholds thresholds,
        Baselines baselines,
        Instant now,
        Families families,
        OwnerNames owners) {

    public SignalInput(
            ClusterView cluster, Measurements measurements, Thresholds thresholds, Baselines baselines, Instant now) {
        this(
                cluster,
                measurements,
                thresholds,
                baselines,
                now,
                new Families(cluster, measurements, now),
                OwnerNames.DEFAULTS);
    }

    /** The same where owners are named by other labels. */
    public SignalInput with(OwnerNames others) {
        return new SignalInput(cluster, measurements, thresholds, baselines, now, families, others);
    }

    /** A first look, with nothing found before. */
    public SignalInput(ClusterView cluster, Measurements measurements, Thresholds thresholds, Instant now) {
        this(cluster, measurements, thresholds, Baselines.NONE, now);
    }

    /** The number that a signal's condition compares with. */
    double limit(Signal signal, String name) {
        return thresholds.limit(signal, name);
    }

    /** The same with other thresholds. */
    public SignalInput with(Thresholds others) {
        return new SignalInput(cluster, measurements, others, baselines, now, families, owners);
    }
}
