package dev.strata.rulegen.metric;

import java.util.List;

/**
 * Whose metrics are known by a table.
 *
 * @param name the name of the file beside this class, without its end
 * @param beginnings how the names in the table begin, so that others need not read it
 */
record Exporter(String name, List<String> beginnings) {
    /** Those with their own beginnings first: the names of Kubernetes itself begin with all sorts of words. */
    static final List<Exporter> ALL = List.of(
            of("alertmanager", "alertmanager_"),
            of("cert-manager", "certmanager_"),
            of("coredns", "coredns_"),
            of("etcd", "etcd_", "grpc_server_", "os_fd_"),
            of("ingress-nginx", "nginx_ingress_controller_"),
            of("istio", "istio_"),
            of("kube-state-metrics", "kube_"),
            of("micrometer-http", "http_server_requests_seconds", "http_client_requests_seconds"),
            of("node-exporter", "node_"),
            of("opentelemetry-http", "http_server_", "http_client_"),
            of("process", "go_", "process_", "promhttp_"),
            of("prometheus", "prometheus_", "net_conntrack_", "up", "scrape_", "ALERTS"),
            of(
                    "kubelet",
                    "cadvisor_",
                    "container_",
                    "csi_",
                    "dra_",
                    "force_cleaned_",
                    "kubelet_",
                    "machine_",
                    "node_",
                    "plugin_manager_",
                    "pod_",
                    "prober_",
                    "reconstruct_volume_",
                    "resource_scrape_error",
                    "scrape_error",
                    "storage_operation_",
                    "volume_"),
            of("kubernetes", ""));

    Exporter {
        beginnings = List.copyOf(beginnings);
    }

    private static Exporter of(String name, String... beginnings) {
        return new Exporter(name, List.of(beginnings));
    }

    boolean mayHave(String metric) {
        return beginnings.stream().anyMatch(metric::startsWith);
    }

    /** Reads its table. */
    MetricTable table() {
        return MetricTable.read(name + ".tsv");
    }
}
