package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All objects of a play as the API shows them. */
final class Manifests {

    private final Play play;
    private final Map<KubeResource, List<Map<String, Object>>> all = new EnumMap<>(KubeResource.class);

    private Manifests(Play play) {
        this.play = play;
    }

    static Map<KubeResource, List<Map<String, Object>>> of(Play play) {
        var manifests = new Manifests(play);
        manifests.write();
        return manifests.all;
    }

    private void add(KubeResource resource, Map<String, Object> object) {
        all.computeIfAbsent(resource, r -> new ArrayList<>()).add(object);
    }

    private void write() {
        play.namespaces.forEach((name, labels) -> add(
                KubeResource.NAMESPACES,
                Tree.of(
                        "metadata",
                        Tree.of("name", name, "creationTimestamp", old(), "labels", labels),
                        "status",
                        Tree.of("phase", "Active"))));
        play.nodes.forEach(node -> add(KubeResource.NODES, node.manifest()));
        play.workloads.forEach(this::workload);
        play.services.forEach(this::service);
        play.scalers.forEach(scaler -> add(KubeResource.HORIZONTALPODAUTOSCALERS, scaler.manifest()));
        play.quotas.forEach(this::quota);
        play.webhooks.forEach(this::webhook);
        play.apis.forEach(this::api);
        play.claims.values().forEach(this::claim);
        storageClass("fast", "Immediate");
        for (String lease : List.of("kube-scheduler", "kube-controller-manager")) {
            boolean down = lease.equals("kube-scheduler") ? play.schedulerDown : play.controllersDown;
            add(
                    KubeResource.LEASES,
                    Tree.of(
                            "metadata", Tree.of("name", lease, "namespace", "kube-system"),
                            "spec",
                                    Tree.of(
                                            "holderIdentity",
                                            "control-1_a",
                                            "leaseDurationSeconds",
                                            15,
                                            "renewTime",
                                            down ? play.leaseRenewed() : play.now)));
        }
        play.others.forEach((resource, objects) -> objects.values().forEach(object -> add(resource, object)));
    }

    private Instant old() {
        return play.start.minusSeconds(86_400L * 40);
    }

    private void workload(Workload workload) {
        KubeResource resource = switch (workload.kind) {
            case "Deployment" -> KubeResource.DEPLOYMENTS;
            case "StatefulSet" -> KubeResource.STATEFULSETS;
            default -> KubeResource.DAEMONSETS;
        };
        add(resource, workload.manifest());
        workload.pods.forEach(pod -> add(KubeResource.PODS, pod.manifest()));
        if (workload.kind.equals("Deployment")) {
            workload.revisions
                    .keySet()
                    .forEach(revision -> add(KubeResource.REPLICASETS, workload.setManifest(revision)));
        }
        if (workload.budget >= 0) {
            budget(workload);
        }
    }

    private void budget(Workload workload) {
        int healthy = (int) workload.live().stream().filter(Pod::isReady).count();
        int desired = workload.replicas - workload.budget;
        int allowed = Math.max(0, healthy - desired);
        Instant since = play.apiSince(workload.namespace + "/" + workload.name + "/pdb", allowed > 0);
        add(
                KubeResource.PODDISRUPTIONBUDGETS,
                Tree.of(
                        "metadata", Tree.of("name", workload.name, "namespace", workload.namespace),
                        "spec",
                                Tree.of(
                                        "maxUnavailable",
                                        workload.budget,
                                        "selector",
                                        Tree.of("matchLabels", Tree.of("app", workload.name))),
                        "status",
                                Tree.of(
                                        "disruptionsAllowed", allowed,
                                        "currentHealthy", healthy,
                                        "desiredHealthy", desired,
                                        "expectedPods", workload.replicas,
                                        "conditions",
                                                List.of(Tree.condition(
                                                        "DisruptionAllowed",
                                                        allowed > 0 ? "True" : "False",
                                                        allowed > 0 ? "SufficientPods" : "InsufficientPods",
                                                        "",
                                                        since)))));
    }

    private void service(Service service) {
        add(
                KubeResource.SERVICES,
                Tree.of(
                        "metadata",
                                Tree.of(
                                        "name",
                                        service.name,
                                        "namespace",
                                        service.namespace,
                                        "creationTimestamp",
                                        old()),
                        "spec",
                                Tree.of(
                                        "type",
                                        "ClusterIP",
                                        "selector",
                                        new TreeMap<>(service.selector),
                                        "ports",
                                        List.of(Tree.of("name", "http", "port", 80, "targetPort", 8080)))));
        var endpoints = new ArrayList<Object>();
        for (Workload workload : play.workloads) {
            for (Pod pod : workload.pods) {
                boolean selected = workload.namespace.equals(service.namespace)
                        && pod.labels.entrySet().containsAll(service.selector.entrySet());
                if (selected && pod.node != null && !pod.evicted) {
                    endpoints.add(Tree.of(
                            "nodeName", pod.node.name,
                            "conditions",
                                    Tree.of(
                                            "ready",
                                            pod.isServing(),
                                            "serving",
                                            pod.isReady(),
                                            "terminating",
                                            pod.deleted != null),
                            "targetRef", Tree.of("kind", "Pod", "name", pod.name, "namespace", service.namespace)));
                }
            }
        }
        add(
                KubeResource.ENDPOINTSLICES,
                Tree.of(
                        "metadata",
                        Tree.of(
                                "name",
                                service.name + "-k7x2q",
                                "namespace",
                                service.namespace,
                                "labels",
                                Tree.of("kubernetes.io/service-name", service.name)),
                        "endpoints",
                        endpoints));
    }

    private void quota(Play.Quota quota) {
        long used = Math.round(play.used(quota.namespace()) * 1000);
        add(
                KubeResource.RESOURCEQUOTAS,
                Tree.of(
                        "metadata", Tree.of("name", quota.name(), "namespace", quota.namespace()),
                        "status",
                                Tree.of(
                                        "hard", Tree.of("requests.cpu", Math.round(quota.cpu() * 1000) + "m"),
                                        "used", Tree.of("requests.cpu", used + "m"))));
    }

    private void webhook(Play.Webhook webhook) {
        var hook = Tree.of(
                "name", webhook.hook(),
                "failurePolicy", webhook.refuses() ? "Fail" : "Ignore",
                "clientConfig",
                        Tree.of(
                                "service",
                                Tree.of("namespace", webhook.service().namespace, "name", webhook.service().name)),
                "rules", List.of(Tree.of("resources", List.of("pods"), "operations", List.of("CREATE"))),
                "namespaceSelector",
                        Tree.of(
                                "matchExpressions",
                                List.of(Tree.of(
                                        "key", "kubernetes.io/metadata.name",
                                        "operator", "NotIn",
                                        "values", List.of("kube-system", webhook.service().namespace)))));
        add(
                KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS,
                Tree.of(
                        "metadata",
                        Tree.of("name", webhook.name(), "creationTimestamp", old()),
                        "webhooks",
                        List.of(hook)));
    }

    private void api(Play.ServedApi api) {
        boolean serves = play.serves(api.name());
        Instant since = play.apiSince(api.name(), serves);
        Service service = api.service();
        add(
                KubeResource.APISERVICES,
                Tree.of(
                        "metadata", Tree.of("name", api.name(), "creationTimestamp", old()),
                        "spec", Tree.of("service", Tree.of("namespace", service.namespace, "name", service.name)),
                        "status",
                                Tree.of(
                                        "conditions",
                                        List.of(
                                                serves
                                                        ? Tree.condition(
                                                                "Available",
                                                                "True",
                                                                "Passed",
                                                                "all checks passed",
                                                                since)
                                                        : Tree.condition(
                                                                "Available",
                                                                "False",
                                                                "MissingEndpoints",
                                                                "endpoints for service/%s in \"%s\" have no addresses with port name \"https\""
                                                                        .formatted(service.name, service.namespace),
                                                                since)))));
    }

    private void claim(Play.Claim claim) {
        boolean bound = claim.problem().isEmpty();
        add(
                KubeResource.PERSISTENTVOLUMECLAIMS,
                Tree.of(
                        "metadata",
                                Tree.of(
                                        "name",
                                        claim.name(),
                                        "namespace",
                                        claim.namespace(),
                                        "creationTimestamp",
                                        claim.created()),
                        "spec",
                                Tree.of(
                                        "storageClassName",
                                        claim.storageClass(),
                                        "volumeName",
                                        bound ? "pv-" + claim.name() : null),
                        "status", Tree.of("phase", bound ? "Bound" : "Pending")));
        if (!bound) {
            play.events.about(
                    "PersistentVolumeClaim",
                    claim.namespace(),
                    claim.name(),
                    "Warning",
                    "ProvisioningFailed",
                    claim.problem(),
                    play.now);
        }
    }

    private void storageClass(String name, String mode) {
        add(
                KubeResource.STORAGECLASSES,
                Tree.of("metadata", Tree.of("name", name), "provisioner", "csi.example", "volumeBindingMode", mode));
    }
}
