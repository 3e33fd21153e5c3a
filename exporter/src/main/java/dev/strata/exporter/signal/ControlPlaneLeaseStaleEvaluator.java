package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.LeaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The scheduler or the controller manager has not renewed its lease. One that was given up long ago belongs to
 * something that runs elsewhere now; a control plane that shows no leases has no subject here.
 */
final class ControlPlaneLeaseStaleEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.CONTROL_PLANE_LEASE_STALE;

    private static final Set<String> NAMES = Set.of("kube-scheduler", "kube-controller-manager");
    private static final int SHORTEST = 60;
    private static final Duration LONG_GONE = Duration.ofHours(24);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.LEASES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (LeaseFacts lease : input.cluster().all(KubeResource.LEASES, LeaseFacts.class)) {
            Instant renewed = lease.renewed();
            if (!NAMES.contains(lease.key().name())
                    || renewed == null
                    || lease.holder().isEmpty()) {
                continue;
            }
            Duration age = Duration.between(renewed, input.now());
            Duration limit = Duration.ofSeconds(Math.max(SHORTEST, 4L * lease.durationSeconds()));
            if (age.compareTo(limit) <= 0) {
                sheet.healthy();
            } else if (age.compareTo(LONG_GONE) < 0) {
                sheet.add(Draft.bad(SIGNAL, lease.key(), Severity.CRITICAL)
                        .since(renewed.plus(limit))
                        .reason("not_renewed")
                        .evidence("lease_age_seconds", (double) age.toSeconds()));
            }
        }
        return sheet.done();
    }
}
