package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.MonitorFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A ServiceMonitor or PodMonitor that selects nothing, names a port that what it selects does not have, or whose pods let
 * no Prometheus in.
 */
final class ScrapeTargetMissingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.SCRAPE_TARGET_MISSING;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.SERVICEMONITORS,
                KubeResource.PODMONITORS,
                KubeResource.SERVICES,
                KubeResource.PODS,
                KubeResource.NETWORKPOLICIES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        var scrapers = new Scrapers(cluster);
        var sheet = new Sheet(SIGNAL);
        for (MonitorFacts monitor : cluster.all(KubeResource.SERVICEMONITORS, MonitorFacts.class)) {
            List<ServiceFacts> selected = selected(monitor, cluster.services(), cluster::servicesIn);
            if (selected.isEmpty()) {
                sheet.add(nothing(monitor, cluster));
                continue;
            }
            List<PodFacts> behind = selected.stream()
                    .flatMap(service -> cluster.podsBehind(service.key()).stream())
                    .toList();
            boolean ports = monitor.ports().stream()
                    .allMatch(name -> selected.stream()
                            .flatMap(service -> service.ports().stream())
                            .anyMatch(port -> port.name().equals(name)));
            var scraped = new ArrayList<String>(monitor.podPorts());
            selected.stream()
                    .flatMap(service -> service.ports().stream())
                    .filter(port -> monitor.ports().contains(port.name()))
                    .forEach(port -> scraped.add(port.targetPort()));
            boolean there = ports && hasPorts(behind, monitor.podPorts(), cluster);
            judge(monitor, there, behind, scraped, scrapers, sheet);
        }
        for (MonitorFacts monitor : cluster.all(KubeResource.PODMONITORS, MonitorFacts.class)) {
            List<PodFacts> selected = selected(monitor, cluster.pods(), cluster::podsIn);
            if (selected.isEmpty()) {
                sheet.add(Draft.bad(SIGNAL, monitor.key(), Severity.WARNING).reason("selects_no_pod"));
                continue;
            }
            var scraped = new ArrayList<String>(monitor.ports());
            scraped.addAll(monitor.podPorts());
            judge(monitor, hasPorts(selected, scraped, cluster), selected, scraped, scrapers, sheet);
        }
        return sheet.done();
    }

    private static void judge(
            MonitorFacts monitor,
            boolean ports,
            List<PodFacts> pods,
            List<String> scraped,
            Scrapers scrapers,
            Sheet sheet) {
        if (ports && (pods.isEmpty() || pods.stream().anyMatch(pod -> scrapers.mayEnter(pod, scraped)))) {
            sheet.healthy();
            return;
        }
        Draft draft = Draft.bad(SIGNAL, monitor.key(), Severity.WARNING)
                .reason(ports ? "network_policy" : "port_missing")
                .evidence("selected_pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).limit(50).toList());
        if (ports) {
            pods.forEach(pod -> draft.affects(scrapers.guards(pod)));
        }
        sheet.add(draft);
    }

    /** Why it selects nothing, where something like what it asks for is there. */
    private static Draft nothing(MonitorFacts monitor, ClusterView cluster) {
        Draft draft = Draft.bad(SIGNAL, monitor.key(), Severity.WARNING)
                .reason("selects_no_service")
                .evidence("selected_pods", 0);
        if (monitor.selector().isEmpty()) {
            return draft;
        }
        List<ObjectKey> elsewhere = cluster.services().stream()
                .filter(service -> monitor.selector().matches(service.meta().labels()))
                .map(ServiceFacts::key)
                .limit(50)
                .toList();
        if (!elsewhere.isEmpty()) {
            return draft.reason("services_are_in_another_namespace").affects(elsewhere);
        }
        List<ObjectKey> ofPods = cluster.services().stream()
                .filter(service -> looksAt(monitor, service.key().namespace())
                        && !service.selector().isEmpty()
                        && monitor.selector().matches(service.selector().matchLabels()))
                .map(ServiceFacts::key)
                .limit(50)
                .toList();
        return ofPods.isEmpty() ? draft : draft.reason("label_is_on_pods_only").affects(ofPods);
    }

    private static boolean looksAt(MonitorFacts monitor, String namespace) {
        return monitor.anyNamespace()
                || (monitor.namespaces().isEmpty()
                        ? monitor.key().namespace().equals(namespace)
                        : monitor.namespaces().contains(namespace));
    }

    /** Whether each port is one of some pod's containers; a port that no template names may be there all the same. */
    private static boolean hasPorts(List<PodFacts> pods, List<String> ports, ClusterView cluster) {
        List<WorkloadFacts> workloads = pods.stream()
                .map(cluster::ownerOf)
                .distinct()
                .flatMap(owner -> cluster.workload(owner).stream())
                .toList();
        return workloads.isEmpty()
                || ports.stream()
                        .filter(port -> NetworkPaths.number(port) == 0)
                        .allMatch(port -> workloads.stream()
                                .flatMap(workload -> workload.template().containers().stream())
                                .flatMap(container -> container.ports().stream())
                                .anyMatch(named -> named.name().equals(port)));
    }

    private static <T extends ObjectFacts> List<T> selected(
            MonitorFacts monitor, List<T> all, Function<String, List<T>> ofNamespace) {
        if (monitor.anyNamespace()) {
            return matching(monitor, all);
        }
        List<String> named =
                monitor.namespaces().isEmpty() ? List.of(monitor.key().namespace()) : monitor.namespaces();
        return named.stream()
                .flatMap(namespace -> matching(monitor, ofNamespace.apply(namespace)).stream())
                .toList();
    }

    private static <T extends ObjectFacts> List<T> matching(MonitorFacts monitor, List<T> objects) {
        return objects.stream()
                .filter(object -> monitor.selector().matches(object.meta().labels()))
                .toList();
    }
}
