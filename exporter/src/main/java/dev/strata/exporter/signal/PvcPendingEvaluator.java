package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.StorageClassFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A claim that gets no volume. One whose class waits for the first consumer is in order until a pod uses it. */
final class PvcPendingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.PVC_PENDING;

    private static final Duration MEMORY = Duration.ofMinutes(30);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.PERSISTENTVOLUMECLAIMS, KubeResource.STORAGECLASSES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Map<ObjectKey, List<PodFacts>> users = users(cluster);
        var sheet = new Sheet(SIGNAL);
        for (ClaimFacts claim : cluster.all(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class)) {
            List<PodFacts> pods = users.getOrDefault(claim.key(), List.of());
            if (!claim.phase().equals("Pending")) {
                sheet.healthy();
            } else if (pods.isEmpty()
                    && storageClass(claim, cluster)
                            .filter(StorageClassFacts::waitsForConsumer)
                            .isPresent()) {
                sheet.add(Draft.suspended(SIGNAL, claim.key(), "waits_for_consumer"));
            } else {
                sheet.add(bad(claim, pods, input));
            }
        }
        return sheet.done();
    }

    private static Map<ObjectKey, List<PodFacts>> users(ClusterView cluster) {
        Map<ObjectKey, List<PodFacts>> users = new HashMap<>();
        for (PodFacts pod : cluster.claimingPods()) {
            for (String claim : pod.claims()) {
                users.computeIfAbsent(
                                new ObjectKey("PersistentVolumeClaim", pod.key().namespace(), claim),
                                key -> new ArrayList<>())
                        .add(pod);
            }
        }
        return users;
    }

    private static Optional<StorageClassFacts> storageClass(ClaimFacts claim, ClusterView cluster) {
        return cluster.find(
                KubeResource.STORAGECLASSES,
                StorageClassFacts.class,
                ObjectKey.of("StorageClass", claim.storageClass()));
    }

    private static Draft bad(ClaimFacts claim, List<PodFacts> pods, SignalInput input) {
        ClusterView cluster = input.cluster();
        return Draft.bad(SIGNAL, claim.key(), Severity.WARNING)
                .since(claim.meta().created())
                .reason(reason(claim, input))
                .evidence("pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).toList())
                .affects(pods.stream().map(cluster::ownerOf).distinct().toList());
    }

    private static String reason(ClaimFacts claim, SignalInput input) {
        Instant from = input.now().minus(MEMORY);
        boolean failed = input.cluster().eventsAbout(claim.key()).stream()
                .anyMatch(event -> event.reason().equals("ProvisioningFailed")
                        && event.last().isAfter(from));
        if (claim.storageClass().isEmpty()) {
            return "no_storage_class";
        }
        if (storageClass(claim, input.cluster()).isEmpty()) {
            return "storage_class_missing";
        }
        return failed ? "provisioning_failed" : "no_volume";
    }
}
