package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small cluster that goes on by itself: schedulers, kubelets, controllers, autoscalers and traffic. Whoever breaks a
 * part of it sees what a real cluster would show, in the objects that depend on it too.
 */
final class Play {

    static final Duration STEP = Duration.ofSeconds(30);

    /** A webhook that refuses pods of all namespaces but its own and the system's while nobody answers. */
    record Webhook(String name, String hook, Service service, boolean refuses) {}

    /** A quota on CPU. */
    record Quota(String namespace, String name, double cpu) {}

    /** An API that another server serves. */
    record ServedApi(String name, Service service) {}

    /** A claim; {@code problem} says why it has no volume, empty where it has one. */
    record Claim(String namespace, String name, String storageClass, String problem, Instant created) {}

    final Random random;
    final Instant start;
    Instant now;
    final List<Node> nodes = new ArrayList<>();
    final List<Workload> workloads = new ArrayList<>();
    final List<Service> services = new ArrayList<>();
    final List<Scaler> scalers = new ArrayList<>();
    final List<Webhook> webhooks = new ArrayList<>();
    final List<Quota> quotas = new ArrayList<>();
    final List<ServedApi> apis = new ArrayList<>();
    final Map<String, Claim> claims = new TreeMap<>();
    final Map<String, Map<String, String>> namespaces = new TreeMap<>();
    final EventBook events = new EventBook();
    final Traffic traffic = new Traffic(this);

    /** Objects that nothing here lives on, as they are. */
    final Map<KubeResource, Map<String, Map<String, Object>>> others = new EnumMap<>(KubeResource.class);

    /** Last refusal by a webhook's time-out and the like, by namespace; {@code *} for all. */
    final Map<String, String> refusals = new HashMap<>();

    boolean schedulerDown;
    boolean controllersDown;
    boolean apiBrownOut;
    double dnsDelay;

    private final Controllers controllers = new Controllers(this);
    private final Scheduler scheduler = new Scheduler(this);
    private final Map<String, Instant> apiSince = new HashMap<>();
    private Instant leasesRenewed;

    Play(Random random, Instant start) {
        this.random = random;
        this.start = start;
        this.now = start;
        this.leasesRenewed = start;
    }

    Workload workload(String name) {
        return workloads.stream()
                .filter(w -> w.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name));
    }

    Service service(String name) {
        return services.stream()
                .filter(s -> s.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name));
    }

    void step() {
        now = now.plus(STEP);
        nodes.forEach(node -> node.judge(now));
        nodeLifecycle();
        controllers.step();
        scheduler.step();
        kubelets();
        scalers.forEach(scaler -> scaler.step(this));
        traffic.step();
        if (!schedulerDown && !controllersDown) {
            leasesRenewed = now;
        }
    }

    private void nodeLifecycle() {
        for (Workload workload : workloads) {
            for (Pod pod : workload.pods) {
                Node node = pod.node;
                if (node == null || node.isReady()) {
                    continue;
                }
                pod.setReady(false, now);
                boolean tolerates = workload.kind.equals("DaemonSet");
                if (!tolerates
                        && pod.isLive()
                        && !node.readySince.plusSeconds(300).isAfter(now)) {
                    pod.deleted = now;
                    events.normal(
                            pod,
                            "TaintManagerEviction",
                            "Marking for deletion Pod %s/%s".formatted(workload.namespace, pod.name),
                            now);
                }
            }
        }
    }

    private void kubelets() {
        for (Workload workload : workloads) {
            for (Pod pod : workload.pods) {
                Node node = pod.node;
                if (node == null || !node.isAlive() || !node.complaint.isEmpty() || pod.deleted != null) {
                    continue;
                }
                Fault fault = workload.faultOf(pod);
                if (fault.kind() == Fault.Kind.NONE && !node.networkProblem.isEmpty()) {
                    fault = pod.isReady() ? Fault.NONE : Fault.sandbox(node.networkProblem);
                }
                boolean was = pod.isReady();
                pod.step(fault, events, now);
                if (!was && pod.isReady()) {
                    workload.progress(now);
                }
            }
        }
    }

    /** Why the API server refuses a pod of the workload now, empty where it does not. */
    String refusal(Workload workload) {
        if (!workload.refusal.isEmpty()
                && workload.refusal.startsWith("pods \"")
                && workload.refusal.contains("violates")) {
            return workload.refusal;
        }
        boolean system = workload.namespace.equals("kube-system");
        for (Webhook webhook : webhooks) {
            if (webhook.refuses()
                    && !system
                    && !workload.namespace.equals(webhook.service().namespace)
                    && endpoints(webhook.service()).isEmpty()) {
                return ("Internal error occurred: failed calling webhook \"%1$s\": failed to call webhook: Post"
                                + " \"https://%2$s.%3$s.svc:443/validate?timeout=10s\": no endpoints available for service \"%2$s\"")
                        .formatted(webhook.hook(), webhook.service().name, webhook.service().namespace);
            }
        }
        for (Quota quota : quotas) {
            double used = used(quota.namespace());
            if (quota.namespace().equals(workload.namespace) && used + workload.cpu > quota.cpu() + 1e-9) {
                return "pods \"%s-x\" is forbidden: exceeded quota: %s, requested: requests.cpu=%dm, used: requests.cpu=%dm, limited: requests.cpu=%dm"
                        .formatted(
                                workload.set(workload.revision),
                                quota.name(),
                                Math.round(workload.cpu * 1000),
                                Math.round(used * 1000),
                                Math.round(quota.cpu() * 1000));
            }
        }
        return refusals.getOrDefault(workload.namespace, system ? "" : refusals.getOrDefault("*", ""));
    }

    double used(String namespace) {
        return workloads.stream()
                .filter(w -> w.namespace.equals(namespace))
                .mapToDouble(
                        w -> w.cpu * w.pods.stream().filter(p -> !p.evicted).count())
                .sum();
    }

    /** What keeps the pod from any node because of its claim, in the scheduler's words. */
    String missingClaim(Pod pod) {
        Claim claim = pod.workload.claims ? claims.get(pod.workload.namespace + "/" + pod.claim()) : null;
        return claim != null && !claim.problem().isEmpty() ? "pod has unbound immediate PersistentVolumeClaims" : "";
    }

    /** Ready pods behind the Service. */
    List<Pod> endpoints(Service service) {
        var found = new ArrayList<Pod>();
        for (Workload workload : workloads) {
            if (!workload.namespace.equals(service.namespace)) {
                continue;
            }
            for (Pod pod : workload.pods) {
                if (pod.isServing() && pod.labels.entrySet().containsAll(service.selector.entrySet())) {
                    found.add(pod);
                }
            }
        }
        return found;
    }

    boolean dnsIsDown() {
        return services.stream()
                .filter(s -> s.name.equals("kube-dns"))
                .allMatch(s -> endpoints(s).isEmpty());
    }

    /** Whether the aggregated API answers. */
    boolean serves(String api) {
        return apis.stream()
                .filter(a -> a.name().equals(api))
                .noneMatch(a -> endpoints(a.service()).isEmpty());
    }

    Instant leaseRenewed() {
        return leasesRenewed;
    }

    /** Since when the API has been as it is. */
    Instant apiSince(String api, boolean serves) {
        apiSince.remove(api + !serves);
        return apiSince.computeIfAbsent(api + serves, key -> now);
    }

    void show(KubeResource resource, String id, Map<String, Object> object) {
        others.computeIfAbsent(resource, r -> new TreeMap<>()).put(id, object);
    }

    double used(Node node) {
        return scheduler.used(node);
    }

    @Nullable
    Node nodeOf(Workload workload) {
        return workload.pods.stream()
                .filter(p -> p.node != null)
                .map(p -> p.node)
                .findFirst()
                .orElse(null);
    }
}
