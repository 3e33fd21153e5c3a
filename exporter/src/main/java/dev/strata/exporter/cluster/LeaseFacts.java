package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Lease; {@code renewed} is null where it was never renewed. */
public record LeaseFacts(
        KubeMeta meta, String holder, @Nullable Instant renewed, int durationSeconds) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.LEASES;
    }
}
