package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;

/**
 * What an evaluator may look at.
 *
 * @param families what the answers say, taken apart once for all evaluators
 */
public record SignalInput(
        ClusterView cluster,
        Measurements measurements,
        Thresholds thresholds,
        Baselines baselines,
        Instant now,
        Families families) {

    public SignalInput(
            ClusterView cluster, Measurements measurements, Thresholds thresholds, Baselines baselines, Instant now) {
        this(cluster, measurements, thresholds, baselines, now, new Families(cluster, measurements, now));
    }

    /** A first look, with nothing found before. */
    public SignalInput(ClusterView cluster, Measurements measurements, Thresholds thresholds, Instant now) {
        this(cluster, measurements, thresholds, Baselines.NONE, now);
    }

    /** The same with other thresholds. */
    public SignalInput with(Thresholds others) {
        return new SignalInput(cluster, measurements, others, baselines, now, families);
    }
}
