package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object did in the last 30 minutes, as far as we watched; oldest first, bounded to the newest 64 of each.
 *
 * @param restarts of a pod's containers
 * @param readyFlips changes of a node's Ready condition
 * @param replicas of a workload or HPA, one sample per change
 * @param specChanges edits of an HPA's spec or a workload's pod template, of the last hour
 * @param lastReadyEndpoint of a Service: when it was last seen with a ready endpoint; not bounded to 30 minutes, null
 *     if never
 */
public record ObjectHistory(
        List<Instant> restarts,
        List<Instant> readyFlips,
        List<ReplicaSample> replicas,
        List<SpecChange> specChanges,
        @Nullable Instant lastReadyEndpoint) {

    public static final ObjectHistory NONE = new ObjectHistory(List.of(), List.of(), List.of(), List.of(), null);

    /** Replica counts from {@code at} on. */
    public record ReplicaSample(Instant at, int desired, int ready) {}

    /**
     * An edit.
     *
     * @param differences what it changed, as far as facts are made of it
     */
    public record SpecChange(Instant at, List<Difference> differences) {

        public SpecChange {
            differences = List.copyOf(differences);
        }

        /** Whether the controller has counted it. */
        public boolean isRevised() {
            return differences.stream().anyMatch(one -> one.field().equals(Difference.REVISION));
        }
    }

    public ObjectHistory {
        restarts = List.copyOf(restarts);
        readyFlips = List.copyOf(readyFlips);
        replicas = List.copyOf(replicas);
        specChanges = List.copyOf(specChanges);
    }

    public ObjectHistory withRestarts(List<Instant> changed) {
        return new ObjectHistory(changed, readyFlips, replicas, specChanges, lastReadyEndpoint);
    }

    public ObjectHistory withReadyFlips(List<Instant> changed) {
        return new ObjectHistory(restarts, changed, replicas, specChanges, lastReadyEndpoint);
    }

    public ObjectHistory withReplicas(List<ReplicaSample> changed) {
        return new ObjectHistory(restarts, readyFlips, changed, specChanges, lastReadyEndpoint);
    }

    public ObjectHistory withSpecChanges(List<SpecChange> changed) {
        return new ObjectHistory(restarts, readyFlips, replicas, changed, lastReadyEndpoint);
    }

    public ObjectHistory withLastReadyEndpoint(Instant changed) {
        return new ObjectHistory(restarts, readyFlips, replicas, specChanges, changed);
    }
}
