package dev.strata.exporter.health;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the fold looks at.
 *
 * @param ownActive findings that an earlier run of the exporter published, and since when; they are taken up where a
 *     signal is judged for the first time
 */
public record HealthInput(
        ClusterView cluster,
        Measurements measurements,
        List<SourceState> sources,
        HealthSettings settings,
        Map<FindingId, Instant> ownActive,
        Instant now) {

    public HealthInput {
        sources = List.copyOf(sources);
        ownActive = Collections.unmodifiableMap(new TreeMap<>(ownActive));
    }
}
