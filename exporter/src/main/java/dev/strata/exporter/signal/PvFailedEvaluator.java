package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.VolumeFacts;
import java.util.Set;

/** A volume that could not be taken back after its claim was gone. */
final class PvFailedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.PV_FAILED;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PERSISTENTVOLUMES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (VolumeFacts volume : input.cluster().all(KubeResource.PERSISTENTVOLUMES, VolumeFacts.class)) {
            if (!volume.phase().equals("Failed")) {
                sheet.healthy();
                continue;
            }
            Draft draft = Draft.bad(SIGNAL, volume.key(), Severity.WARNING)
                    .reason(volume.reason().isEmpty() ? "reclaim_failed" : Slugs.of(volume.reason()));
            ObjectKey claim = volume.claim();
            sheet.add(claim == null ? draft : draft.affects(claim));
        }
        return sheet.done();
    }
}
