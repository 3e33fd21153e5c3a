package dev.strata.exporter;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** All that an evaluation looks at: a live cluster with its Prometheus, or a recording of them. */
interface Sources extends AutoCloseable {

    /** The time that counts: of this machine, or of the recording. */
    Instant now();

    ClusterView cluster(Instant now);

    Measurements measurements();

    List<SourceState> states();

    /** What an earlier run of the exporter published; empty where there is nobody to ask. */
    Map<FindingId, Instant> ownActive();

    List<WatchStatus> watches();

    /** Queries sent, by outcome. */
    SortedMap<String, Long> queries();

    /** Whether what is held now is all that there will be, so that nothing is worth waiting for. */
    boolean isRecorded();

    @Override
    void close();
}
