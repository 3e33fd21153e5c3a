package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.IngressClassFacts;
import dev.strata.exporter.cluster.IngressFacts;
import dev.strata.exporter.cluster.IngressFacts.Backend;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An Ingress that names a Service, a port of it or a class that does not exist. */
final class IngressBrokenReferenceEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.INGRESS_BROKEN_REFERENCE;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.INGRESSES, KubeResource.INGRESSCLASSES, KubeResource.SERVICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (IngressFacts ingress : input.cluster().all(KubeResource.INGRESSES, IngressFacts.class)) {
            var broken = new TreeSet<String>();
            var missing = new TreeSet<ObjectKey>();
            for (Backend backend : ingress.backends()) {
                ObjectKey service = new ObjectKey("Service", ingress.key().namespace(), backend.service());
                Optional<ServiceFacts> found = input.cluster().service(service.namespace(), service.name());
                if (found.isEmpty() || !hasPort(found.get(), backend.port())) {
                    broken.add(found.isEmpty() ? "service_missing" : "port_missing");
                    missing.add(service);
                }
            }
            if (lacksClass(ingress, input.cluster())) {
                broken.add("class_missing");
                missing.add(ObjectKey.of("IngressClass", ingress.className()));
            }
            if (broken.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, ingress.key(), Severity.WARNING)
                        .reasons(broken)
                        .affects(missing));
            }
        }
        return sheet.done();
    }

    private static boolean hasPort(ServiceFacts service, String port) {
        return port.isEmpty()
                || service.ports().stream()
                        .anyMatch(p -> p.name().equals(port)
                                || Integer.toString(p.port()).equals(port));
    }

    /** Where there are no classes at all they are not used. */
    private static boolean lacksClass(IngressFacts ingress, ClusterView cluster) {
        List<IngressClassFacts> classes = cluster.all(KubeResource.INGRESSCLASSES, IngressClassFacts.class);
        return !ingress.className().isEmpty()
                && !classes.isEmpty()
                && classes.stream().noneMatch(c -> c.key().name().equals(ingress.className()));
    }
}
