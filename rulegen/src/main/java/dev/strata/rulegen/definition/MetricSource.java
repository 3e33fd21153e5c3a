package dev.strata.rulegen.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs whose series the conditions read, and the names of their jobs in the usual installations. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are copies that cannot change
public enum MetricSource {
    KUBE_STATE_METRICS("kube-state-metrics", List.of("kube-state-metrics"), "kube_"),
    NODE_EXPORTER("node-exporter", List.of("node-exporter", "node"), "node_"),
    KUBELET(
            "kubelet",
            List.of("kubelet"),
            "kubelet_",
            "container_",
            "machine_",
            "volume_manager_",
            "storage_operation_"),
    APISERVER("apiserver", List.of("apiserver"), "apiserver_", "aggregator_", "etcd_request_", "etcd_requests_"),
    ETCD("etcd", List.of("etcd", "kube-etcd"), "etcd_"),
    SCHEDULER("kube-scheduler", List.of("kube-scheduler"), "scheduler_"),
    CONTROLLER_MANAGER(
            "kube-controller-manager", List.of("kube-controller-manager"), "node_collector_", "job_controller_"),
    COREDNS("coredns", List.of("coredns", "kube-dns"), "coredns_"),
    INGRESS_NGINX(
            "ingress-nginx", List.of("ingress-nginx", "ingress-nginx-controller-metrics"), "nginx_ingress_controller_"),
    CERT_MANAGER("cert-manager", List.of("cert-manager"), "certmanager_"),
    PROMETHEUS("prometheus", List.of("prometheus"), "prometheus_"),
    ALERTMANAGER("alertmanager", List.of("alertmanager"), "alertmanager_"),
    STRATA("strata-exporter", List.of("strata-exporter"), "strata_");

    /** Parts that nobody scrapes where somebody else runs the control plane. */
    public static final List<MetricSource> CONTROL_PLANE = List.of(ETCD, SCHEDULER, CONTROLLER_MANAGER);

    private static final List<String> OF_APISERVER = List.of("kube_apiserver_", "kube_aggregator_");

    private final String id;
    private final List<String> jobs;
    private final List<String> beginnings;

    MetricSource(String id, List<String> jobs, String... beginnings) {
        this.id = id;
        this.jobs = jobs;
        this.beginnings = List.of(beginnings);
    }

    /** The word in definitions. */
    public String id() {
        return id;
    }

    /** The names that definitions use for its job. */
    public List<String> jobs() {
        return jobs;
    }

    public static Optional<MetricSource> byId(String id) {
        return Arrays.stream(values()).filter(source -> source.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(MetricSource::id).toList();
    }

    /** Who writes a metric of this name: the source with the longest beginning of it. */
    public static Optional<MetricSource> of(String metric) {
        if (OF_APISERVER.stream().anyMatch(metric::startsWith)) {
            return Optional.of(APISERVER);
        }
        MetricSource best = null;
        int longest = 0;
        for (MetricSource source : values()) {
            for (String beginning : source.beginnings) {
                if (metric.startsWith(beginning) && beginning.length() > longest) {
                    best = source;
                    longest = beginning.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whose job has this name in definitions. */
    public static Optional<MetricSource> ofJob(String job) {
        return Arrays.stream(values())
                .filter(source -> source.jobs.contains(job))
                .findFirst();
    }
}
