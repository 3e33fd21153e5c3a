package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The cluster in which incidents happen, laid out by chance: number and zones of nodes, names, sizes, what runs beside.
 * A shop of an entry, an order service that scales by itself, what it calls and a database; other teams; the platform.
 */
final class Town {

    private static final List<String> SHOPS = List.of("shop", "store", "market", "webshop", "retail", "commerce");
    private static final List<String> ENTRIES = List.of("storefront", "frontend", "web", "gateway", "edge-api");
    private static final List<String> ORDERS = List.of("orders", "checkout", "cart", "order-api", "basket");
    private static final List<String> PAYMENTS = List.of("payments", "billing", "psp-proxy", "wallet", "charge");
    private static final List<String> STOCKS = List.of("stock", "inventory", "catalog", "pricing", "availability");
    private static final List<String> DATABASES = List.of("postgres", "mysql", "orders-db", "mongo", "cassandra");
    private static final List<String> TEAMS =
            List.of("search", "media", "data", "growth", "loyalty", "chat", "reports");
    private static final List<String> APPS =
            List.of("api", "worker", "indexer", "render", "sync", "mailer", "exporter", "proxy");

    final Play play;
    final String shop;
    final Workload entry;
    final Workload orders;
    final Workload payments;
    final Workload stock;
    final Workload database;
    final Scaler ordersScaler;
    final Workload dns;
    final Workload metricsServer;
    final Workload metricsAdapter;
    final Workload policy;
    final Workload ingress;
    final Workload networkAgent;

    /** Workloads of other teams. */
    final List<Workload> neighbours = new ArrayList<>();

    private final Random random;
    private final Instant old;

    Town(Random random, Instant start) {
        this.random = random;
        this.play = new Play(random, start);
        this.old = start.minusSeconds(86_400L * 30);
        nodes();
        shop = pick(SHOPS);
        namespace("kube-system", "platform", "critical");
        namespace(shop, "storefront", "critical");
        dns = place("Deployment", "kube-system", "coredns", 2);
        dns.labels.put("k8s-app", "kube-dns");
        expose(dns, "kube-dns");
        networkAgent = place(
                "DaemonSet", "kube-system", pick(List.of("cilium", "calico-node", "kube-flannel")), play.nodes.size());
        networkAgent.cpu = 0.1;
        place("DaemonSet", "kube-system", "kube-proxy", play.nodes.size()).cpu = 0.1;
        metricsServer = place("Deployment", "kube-system", "metrics-server", 1 + random.nextInt(2));
        play.apis.add(new Play.ServedApi("v1beta1.metrics.k8s.io", expose(metricsServer, "metrics-server")));
        namespace("monitoring", "platform", "critical");
        metricsAdapter = place("Deployment", "monitoring", "prometheus-adapter", 2);
        play.apis.add(
                new Play.ServedApi("v1beta1.custom.metrics.k8s.io", expose(metricsAdapter, "prometheus-adapter")));
        String policyName = pick(List.of("kyverno", "gatekeeper", "policy-guard"));
        namespace(policyName, "platform", "critical");
        policy = place("Deployment", policyName, policyName + "-admission", 2);
        play.webhooks.add(new Play.Webhook(
                policyName + "-validating",
                "validate." + policyName + ".svc",
                expose(policy, policyName + "-svc"),
                true));
        namespace("ingress", "platform", "critical");
        ingress = place("Deployment", "ingress", "ingress-nginx-controller", 2);
        expose(ingress, "ingress-nginx-controller");

        database = place("StatefulSet", shop, pick(DATABASES), 3);
        database.claims = true;
        for (int i = 0; i < 3; i++) {
            String claim = "data-" + database.name + "-" + i;
            play.claims.put(shop + "/" + claim, new Play.Claim(shop, claim, "fast", "", old));
        }
        database.budget = 1;
        stock = place("Deployment", shop, pick(STOCKS), 2 + random.nextInt(3));
        payments = place("Deployment", shop, pick(PAYMENTS), 2 + random.nextInt(3));
        int size = 4 + random.nextInt(3);
        orders = place("Deployment", shop, pick(ORDERS), size);
        orders.cpu = 0.5;
        orders.budget = 1;
        entry = place("Deployment", shop, pick(ENTRIES), 3 + random.nextInt(2));
        Service databaseService = flow(database, 60, 0.004);
        Service stockService = flow(stock, 40, 0.015);
        stockService.calls.add(databaseService);
        Service paymentService = flow(payments, 40, 0.03);
        Service orderService = flow(orders, 60, 0.02);
        orderService.calls.addAll(List.of(paymentService, stockService));
        Service entryService = flow(entry, 80, 0.01);
        entryService.calls.add(orderService);
        orderService.objectives.add(
                new Service.Objective(orders.name + "-latency", "application", "latency", 0.5, 0.99));
        orderService.objectives.add(
                new Service.Objective(orders.name + "-availability", "application", "availability", 0, 0.995));
        entryService.objectives.add(new Service.Objective("order-success", "business", "success", 0, 0.99));
        ordersScaler = new Scaler(orders, orderService, true, size, size * 2 + 2, old);
        play.scalers.add(ordersScaler);
        others();
        settle();
        machines();
    }

    /** What Prometheus tells of a control plane and machines that are well. */
    private void machines() {
        String seen = "seen";
        Map.of("up", 3.0, "targets", 3.0, "requests_per_second", 250.0, "error_ratio", 0.0005, seen, 3.0)
                .forEach((figure, value) -> play.traffic.gauge("apiserver", value, "figure", figure));
        for (String kind : List.of("write", "read", "list")) {
            play.traffic.gauge("apiserver", 20, "figure", kind + "s_per_second");
            play.traffic.gauge("apiserver", 0.0004, "figure", kind + "_slow_ratio");
        }
        Map.of(
                        "has_leader",
                        1.0,
                        "members",
                        3.0,
                        "members_up",
                        3.0,
                        "leader_changes",
                        0.0,
                        "fsync_p99_seconds",
                        0.004,
                        seen,
                        3.0)
                .forEach((figure, value) -> play.traffic.gauge("etcd", value, "figure", figure));
        play.traffic.gauge("etcd", 0.01, "figure", "commit_p99_seconds");
        play.traffic.gauge("etcd", 0.2, "figure", "space_ratio");
        Map.of(
                        "requests_per_second",
                        300.0,
                        "error_ratio",
                        0.0003,
                        "p99_seconds",
                        0.004,
                        "forward_p99_seconds",
                        0.004,
                        seen,
                        2.0)
                .forEach((figure, value) -> play.traffic.gauge("dns", value, "figure", figure));
        for (Node node : play.nodes) {
            Map.of(
                            "cpu_busy_ratio",
                            0.4,
                            "memory_available_ratio",
                            0.4,
                            "memory_stalled_ratio",
                            0.0,
                            "conntrack_ratio",
                            0.1,
                            "clock_synced",
                            1.0)
                    .forEach((figure, value) -> play.traffic.gauge(
                            "node_use", value, "figure", figure, "node", node.name, "instance", node.name));
        }
        for (String family : List.of("node_use", "webhooks", "volumes", "containers", "runtimes", "probes")) {
            play.traffic.gauge(family, 1, "figure", seen);
        }
        for (String special : List.of("throttle_seen", "pools_seen")) {
            play.traffic.gauge(special.startsWith("throttle") ? "containers" : "runtimes", 1, "figure", special);
        }
    }

    private void nodes() {
        int count = 5 + random.nextInt(16);
        int zones = 3;
        String stem = pick(List.of("node", "worker", "ip-10-0", "pool-a", "gke-main", "aks-np1"));
        for (int i = 0; i < count; i++) {
            play.nodes.add(new Node(
                    "%s-%d".formatted(stem, i + 1),
                    "zone-" + (char) ('a' + i % zones),
                    8,
                    start().minusSeconds(86_400L * 20)));
        }
    }

    private Instant start() {
        return play.start;
    }

    private void others() {
        var teams = new ArrayList<>(TEAMS);
        java.util.Collections.shuffle(teams, random);
        int count = 2 + random.nextInt(3);
        for (String team : teams.subList(0, count)) {
            namespace(team, team, random.nextBoolean() ? "standard" : "critical");
            var apps = new ArrayList<>(APPS);
            java.util.Collections.shuffle(apps, random);
            int size = 2 + random.nextInt(4);
            for (String app : apps.subList(0, size)) {
                Workload workload = place("Deployment", team, team + "-" + app, 2 + random.nextInt(3));
                flow(workload, 5 + random.nextInt(20), 0.03);
                neighbours.add(workload);
            }
        }
    }

    private void namespace(String name, String team, String tier) {
        play.namespaces.put(
                name, new TreeMap<>(Map.of("kubernetes.io/metadata.name", name, "team", team, "tier", tier)));
    }

    Workload place(String kind, String namespace, String name, int replicas) {
        var workload = new Workload(kind, namespace, name, replicas, old);
        play.workloads.add(workload);
        return workload;
    }

    private Service expose(Workload workload, String name) {
        var service = new Service(workload.namespace, name, workload.name);
        play.services.add(service);
        return service;
    }

    private Service flow(Workload workload, double rate, double latency) {
        Service service = expose(workload, workload.name);
        service.rate = rate;
        service.baseLatency = latency;
        service.perPod = rate / workload.replicas / (0.45 + random.nextDouble() * 0.15);
        return service;
    }

    /** Everything has been running for weeks. */
    private void settle() {
        int turn = random.nextInt(play.nodes.size());
        for (Workload workload : play.workloads) {
            for (int i = 0; i < workload.replicas; i++) {
                Node node = play.nodes.get(workload.kind.equals("DaemonSet") ? i : turn++ % play.nodes.size());
                Pod pod = workload.kind.equals("StatefulSet")
                        ? workload.addNamed(workload.name + "-" + i, old)
                        : workload.add(old);
                pod.settle(node, old.plusSeconds(30));
            }
        }
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Any node that runs a pod of the workload. */
    Node nodeOf(Workload workload) {
        List<Node> homes = workload.live().stream()
                .map(p -> p.node)
                .filter(play.nodes::contains)
                .distinct()
                .toList();
        return pick(homes);
    }

    Service serviceOf(Workload workload) {
        return play.services.stream()
                .filter(s -> s.namespace.equals(workload.namespace) && s.selector.equals(Map.of("app", workload.name)))
                .findFirst()
                .orElseThrow();
    }
}
