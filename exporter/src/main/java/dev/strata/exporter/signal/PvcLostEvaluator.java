package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.Set;

/** A claim whose volume does not exist any more: its data is not reachable. */
final class PvcLostEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.PVC_LOST;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PERSISTENTVOLUMECLAIMS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (ClaimFacts claim : input.cluster().all(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class)) {
            if (!claim.phase().equals("Lost")) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, claim.key(), Severity.CRITICAL)
                        .reason("volume_gone")
                        .affects(ObjectKey.of("PersistentVolume", claim.volume())));
            }
        }
        return sheet.done();
    }
}
