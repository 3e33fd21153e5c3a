package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ServiceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A Service that asks for a load balancer and has no address of one. */
final class LoadbalancerPendingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.LOADBALANCER_PENDING;

    private static final Duration MEMORY = Duration.ofMinutes(30);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.SERVICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (ServiceFacts service : input.cluster().services()) {
            if (!service.type().equals("LoadBalancer")) {
                continue;
            }
            if (service.published()) {
                sheet.healthy();
            } else {
                sheet.add(bad(service, input));
            }
        }
        return sheet.done();
    }

    private static Draft bad(ServiceFacts service, SignalInput input) {
        Instant from = input.now().minus(MEMORY);
        boolean failed = input.cluster().eventsAbout(service.key()).stream()
                .anyMatch(event -> event.reason().equals("SyncLoadBalancerFailed")
                        && event.last().isAfter(from));
        return Draft.bad(SIGNAL, service.key(), Severity.WARNING)
                .since(service.meta().created())
                .reason(failed ? "controller_failed" : "no_address");
    }
}
