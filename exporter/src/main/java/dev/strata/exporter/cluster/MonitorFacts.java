package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A ServiceMonitor or a PodMonitor: what Prometheus shall scrape.
 *
 * @param selector of Services, or of pods
 * @param anyNamespace whether it looks everywhere
 * @param namespaces where else it looks; empty for its own
 * @param ports names or numbers of ports that are scraped
 */
public record MonitorFacts(
        KubeMeta meta,
        KubeResource resource,
        KubeSelector selector,
        boolean anyNamespace,
        List<String> namespaces,
        List<String> ports)
        implements ObjectFacts {

    public MonitorFacts {
        namespaces = List.copyOf(namespaces);
        ports = List.copyOf(ports);
    }
}
