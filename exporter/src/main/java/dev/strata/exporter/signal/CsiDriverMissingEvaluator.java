package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.CsiNodeFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.VolumeFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A node with pods whose volumes need a CSI driver that is not registered there. */
final class CsiDriverMissingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.CSI_DRIVER_MISSING;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.NODES,
                KubeResource.PODS,
                KubeResource.PERSISTENTVOLUMECLAIMS,
                KubeResource.PERSISTENTVOLUMES,
                KubeResource.CSINODES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<ObjectKey, Draft> bad = new TreeMap<>();
        for (PodFacts pod : input.cluster().claimingPods()) {
            if (pod.claims().isEmpty() || pod.nodeName().isEmpty() || pod.isFinished()) {
                continue;
            }
            Optional<CsiNodeFacts> node = input.cluster()
                    .find(KubeResource.CSINODES, CsiNodeFacts.class, ObjectKey.of("CSINode", pod.nodeName()));
            for (String claim : pod.claims()) {
                String driver =
                        driver(new ObjectKey("PersistentVolumeClaim", pod.key().namespace(), claim), input);
                if (!driver.isEmpty()
                        && node.isPresent()
                        && !node.get().drivers().contains(driver)) {
                    bad.computeIfAbsent(
                                    ObjectKey.of("Node", pod.nodeName()),
                                    key -> Draft.bad(SIGNAL, key, Severity.WARNING)
                                            .reason("driver_not_registered"))
                            .reason(Slugs.of(driver))
                            .affects(pod.key());
                }
            }
        }
        var sheet = new Sheet(SIGNAL);
        sheet.healthy(input.cluster().nodes().size() - bad.size());
        bad.values().forEach(sheet::add);
        return sheet.done();
    }

    private static String driver(ObjectKey claim, SignalInput input) {
        return input.cluster()
                .find(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class, claim)
                .flatMap(facts -> input.cluster()
                        .find(
                                KubeResource.PERSISTENTVOLUMES,
                                VolumeFacts.class,
                                ObjectKey.of("PersistentVolume", facts.volume())))
                .map(VolumeFacts::driver)
                .orElse("");
    }
}
