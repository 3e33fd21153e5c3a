package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.signal.NetworkPaths.End;
import dev.strata.exporter.signal.NetworkPaths.PodPort;
import java.util.ArrayList;
import java.util.List;

/** The pods behind a Service as policies see them: by the labels and ports of the templates that make them. */
record ServicePorts(List<End> ends, List<PodPort> ports) {

    static final ServicePorts NONE = new ServicePorts(List.of(), List.of());

    static ServicePorts of(ServiceFacts service, ClusterView cluster) {
        var ends = new ArrayList<End>();
        var ports = new ArrayList<PodPort>();
        for (ObjectKey key : cluster.workloadsBehind(service.key())) {
            cluster.workload(key).ifPresent(workload -> {
                ends.add(new End(key.namespace(), workload.podLabels()));
                service.ports().forEach(port -> ports.add(port(port.targetPort(), workload)));
            });
        }
        return new ServicePorts(ends, ports);
    }

    /** A target port is a number, or the name of a container's port. */
    static PodPort port(String target, WorkloadFacts workload) {
        int number = NetworkPaths.number(target);
        for (TemplateFacts.Container container : workload.template().containers()) {
            for (TemplateFacts.Port port : container.ports()) {
                if (number > 0 ? port.number() == number : port.name().equals(target)) {
                    return new PodPort("TCP", port.number(), port.name());
                }
            }
        }
        return new PodPort("TCP", number, number > 0 ? "" : target);
    }
}
