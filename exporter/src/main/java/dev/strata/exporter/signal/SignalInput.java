package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;

/** What an evaluator may look at. */
public record SignalInput(
        ClusterView cluster, Measurements measurements, Thresholds thresholds, Baselines baselines, Instant now) {

    /** A first look, with nothing found before. */
    public SignalInput(ClusterView cluster, Measurements measurements, Thresholds thresholds, Instant now) {
        this(cluster, measurements, thresholds, Baselines.NONE, now);
    }
}
