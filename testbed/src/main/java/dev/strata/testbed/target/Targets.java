package dev.strata.testbed.target;

import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Machine;
import dev.strata.testbed.target.Inventory.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All targets as they stand. Advances only when told to; pages may be read meanwhile. */
final class Targets {
    /** One discovered target: the labels that discovery attaches, and its page, which is nothing while it is down. */
    record Found(String job, Map<String, String> labels, Optional<SeriesTable> page) {}

    private record OnNode(NodeExporterPage exporter, KubeletPage kubelet, CadvisorPage cadvisor, ProxyPage proxy) {
        OnNode(double started) {
            this(
                    new NodeExporterPage(started - 86_400),
                    new KubeletPage(started),
                    new CadvisorPage(started),
                    new ProxyPage(started));
        }
    }

    private final Map<String, OnNode> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, SeriesTable> dnsPods = new ConcurrentHashMap<>();
    private final Map<String, SeriesTable> ingressPods = new ConcurrentHashMap<>();
    private final SeriesTable certificates = new SeriesTable();
    private final Map<String, NodeTarget> nodeTargets = new ConcurrentHashMap<>();
    private final Map<String, CertificateTarget> certificateTargets = new ConcurrentHashMap<>();
    private final Containers containers = new Containers();
    private final Volumes volumes = new Volumes();
    private final DnsTarget dns = new DnsTarget();
    private final IngressTarget ingress = new IngressTarget();
    private final double pace;
    private final double started;
    private volatile Inventory inventory = Inventory.EMPTY;

    Targets(double pace, double started) {
        this.pace = pace;
        this.started = started;
    }

    NodeTarget node(String name) {
        return nodeTargets.computeIfAbsent(name, it -> new NodeTarget());
    }

    Containers containers() {
        return containers;
    }

    Volumes volumes() {
        return volumes;
    }

    DnsTarget dns() {
        return dns;
    }

    IngressTarget ingress() {
        return ingress;
    }

    CertificateTarget certificate(String namespace, String name) {
        return certificateTargets.computeIfAbsent(namespace + "/" + name, it -> new CertificateTarget(namespace, name));
    }

    void advance(Inventory seen, double now, double seconds) {
        for (Machine machine : seen.machines()) {
            OnNode pages = nodes.computeIfAbsent(machine.name(), it -> new OnNode(started));
            NodeTarget state = node(machine.name());
            List<Pod> pods = seen.runningOn(machine.name());
            Usage usage = pages.cadvisor().advance(machine, pods, containers, now, seconds);
            pages.exporter().advance(machine, state, usage, now, seconds, pace);
            pages.kubelet().advance(machine, state, pods, now, seconds);
            pages.kubelet().volumes(seen.mountedOn(machine.name()), volumes);
            pages.proxy().advance(state, now, seconds);
        }
        for (Pod pod : dnsPods(seen)) {
            dns.advance(table(dnsPods, pod), started, now, seconds);
        }
        List<Pod> doors = ingressPods(seen);
        for (Pod pod : doors) {
            ingress.advance(table(ingressPods, pod), pod, doors.size(), seen.routes(), started, now, seconds);
        }
        certificateTargets.values().forEach(it -> it.write(certificates, now));
        containers.pass(seconds);
        volumes.pass(seen.claims(), seconds);
        inventory = seen;
    }

    List<Found> found() {
        Inventory seen = inventory;
        List<Found> found = new ArrayList<>();
        int index = 0;
        for (Machine machine : seen.machines()) {
            index++;
            String name = machine.name();
            Optional<OnNode> pages = Optional.ofNullable(nodes.get(name))
                    .filter(it -> machine.reachable() && node(name).at(NodeTarget.Knob.DOWN) == 0);
            String address = "10.0.0." + index;
            String exporterPod = podOn(seen.running(), name, "node-exporter");
            String proxyPod = podOn(seen.running(), name, "kube-proxy");
            found.add(new Found(
                    "node-exporter",
                    labels(address + ":9100", "monitoring", "node-exporter", exporterPod),
                    pages.map(it -> it.exporter().series())));
            found.add(new Found(
                    "kubelet",
                    kubelet(address, name, "/metrics"),
                    pages.map(it -> it.kubelet().series())));
            found.add(new Found(
                    "kubelet-cadvisor",
                    kubelet(address, name, "/metrics/cadvisor"),
                    pages.map(it -> it.cadvisor().series())));
            found.add(new Found(
                    "kube-proxy",
                    labels(address + ":10249", "kube-system", "kube-proxy", proxyPod),
                    pages.map(it -> it.proxy().series())));
        }
        for (Pod pod : dnsPods(seen)) {
            found.add(new Found(
                    "coredns",
                    labels(pod.ip() + ":9153", pod.namespace(), "kube-dns", pod.name()),
                    Optional.ofNullable(dnsPods.get(pod.uid())).filter(it -> !dns.isDown())));
        }
        for (Pod pod : ingressPods(seen)) {
            found.add(new Found(
                    "ingress-nginx",
                    labels(pod.ip() + ":10254", pod.namespace(), "ingress-nginx-controller-metrics", pod.name()),
                    Optional.ofNullable(ingressPods.get(pod.uid())).filter(it -> !ingress.isDown())));
        }
        if (!certificateTargets.isEmpty()) {
            Map<String, String> labels = labels("10.244.255.2:9402", "cert-manager", "cert-manager", "cert-manager-0");
            found.add(new Found("cert-manager", labels, Optional.of(certificates)));
        }
        return found;
    }

    private static List<Pod> dnsPods(Inventory seen) {
        return seen.runningWith("k8s-app", "kube-dns");
    }

    private static List<Pod> ingressPods(Inventory seen) {
        return seen.runningWith("app.kubernetes.io/name", "ingress-nginx");
    }

    private static SeriesTable table(Map<String, SeriesTable> tables, Pod pod) {
        return tables.computeIfAbsent(pod.uid(), it -> new SeriesTable());
    }

    private static String podOn(Collection<Pod> pods, String node, String name) {
        return pods.stream()
                .filter(it -> it.node().equals(node) && it.name().startsWith(name + "-"))
                .map(Pod::name)
                .findFirst()
                .orElse(name);
    }

    private static Map<String, String> kubelet(String address, String node, String path) {
        return new TreeMap<>(Map.of(
                "job", "kubelet",
                "instance", address + ":10250",
                "namespace", "kube-system",
                "service", "kubelet",
                "endpoint", "https-metrics",
                "metrics_path", path,
                "node", node));
    }

    private static Map<String, String> labels(String instance, String namespace, String service, String pod) {
        return new TreeMap<>(Map.of(
                "instance", instance,
                "namespace", namespace,
                "service", service,
                "endpoint", "metrics",
                "container", service,
                "pod", pod));
    }
}
