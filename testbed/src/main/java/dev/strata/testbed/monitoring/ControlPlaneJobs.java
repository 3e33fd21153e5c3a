package dev.strata.testbed.monitoring;

import dev.strata.testbed.cluster.Component;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Scrape jobs for the real control plane of a cluster, with the names and labels that the operator's charts give. */
public final class ControlPlaneJobs {
    private ControlPlaneJobs() {}

    /** API server, etcd, controller manager and scheduler, each scraped so often. The API server's page is large. */
    public static List<ScrapeJob> of(RealCluster cluster, Duration interval) {
        return List.of(
                secured("apiserver", cluster, Component.KUBE_APISERVER, "default", "kubernetes", interval),
                job("etcd", cluster, Component.ETCD, "kube-system", "etcd", interval),
                secured(
                        "kube-controller-manager",
                        cluster,
                        Component.KUBE_CONTROLLER_MANAGER,
                        "kube-system",
                        "kube-controller-manager",
                        interval),
                secured(
                        "kube-scheduler",
                        cluster,
                        Component.KUBE_SCHEDULER,
                        "kube-system",
                        "kube-scheduler",
                        interval));
    }

    private static ScrapeJob secured(
            String name,
            RealCluster cluster,
            Component component,
            String namespace,
            String service,
            Duration interval) {
        return job(name, cluster, component, namespace, service, interval).settings("""
                scheme: https
                authorization: { credentials: %s }
                tls_config: { insecure_skip_verify: true }
                """.formatted(User.ADMIN.token()));
    }

    private static ScrapeJob job(
            String name,
            RealCluster cluster,
            Component component,
            String namespace,
            String service,
            Duration interval) {
        return ScrapeJob.named(name)
                .target(
                        () -> cluster.address(component),
                        Map.of("namespace", namespace, "service", service, "endpoint", "metrics"))
                .settings("scrape_interval: %1$dms\nscrape_timeout: %1$dms\n".formatted(interval.toMillis()));
    }
}
