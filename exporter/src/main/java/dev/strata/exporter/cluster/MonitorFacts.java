package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A ServiceMonitor or a PodMonitor: what Prometheus shall scrape.
 *
 * @param selector of Services, or of pods
 * @param anyNamespace whether it looks everywhere
 * @param namespaces where else it looks; empty for its own
 * @param ports that are scraped, by the name that they have at the Service, or in the pod for a PodMonitor
 * @param podPorts that are scraped, by the name or number that they have in the pod
 */
public record MonitorFacts(
        KubeMeta meta,
        KubeResource resource,
        KubeSelector selector,
        boolean anyNamespace,
        List<String> namespaces,
        List<String> ports,
        List<String> podPorts)
        implements ObjectFacts {

    public MonitorFacts {
        namespaces = List.copyOf(namespaces);
        ports = List.copyOf(ports);
        podPorts = List.copyOf(podPorts);
    }
}
