package dev.strata.exporter.inquiry;

import static dev.strata.exporter.cluster.KubeResource.DEPLOYMENTS;
import static dev.strata.exporter.cluster.KubeResource.ENDPOINTSLICES;
import static dev.strata.exporter.cluster.KubeResource.EVENTS;
import static dev.strata.exporter.cluster.KubeResource.HORIZONTALPODAUTOSCALERS;
import static dev.strata.exporter.cluster.KubeResource.NODES;
import static dev.strata.exporter.cluster.KubeResource.PODDISRUPTIONBUDGETS;
import static dev.strata.exporter.cluster.KubeResource.PODS;
import static dev.strata.exporter.cluster.KubeResource.REPLICASETS;
import static dev.strata.exporter.cluster.KubeResource.SERVICES;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The questions that people ask in five frequent situations, in the order in which they help. */
public enum Playbook {
    PENDING(
            "pods stay Pending",
            Check.facts("Do pods wait for a node?", Set.of(PODS), PodSights::unscheduled, "pod_pending_unscheduled"),
            Check.facts("Are pods held by a scheduling gate?", Set.of(PODS), PodSights::gated),
            Check.facts(
                    "Were all pods created, or did quota or admission refuse them?",
                    Set.of(REPLICASETS),
                    PodSights::notCreated,
                    "pod_creation_blocked",
                    "quota_exceeded"),
            Check.facts("What does the scheduler say?", Set.of(PODS), PodSights::predicates),
            Check.facts("Do their volumes bind?", Set.of(PODS), PodSights::volumes, "pvc_pending", "pvc_lost"),
            Check.facts(
                            "Is there capacity, or does a node come?",
                            Set.of(PODS, EVENTS),
                            PodSights::noNodeComes,
                            "cluster_capacity_exhausted",
                            "scheduler_backlog",
                            "autoscaler_unhealthy")
                    .shared()),
    CRASHLOOP(
            "containers crash again and again",
            Check.facts("Which containers crash, init or main?", Set.of(PODS), PodSights::crashing, "pod_crashloop"),
            Check.facts(
                    "Do image and configuration come?",
                    Set.of(PODS),
                    PodSights::neverStarted,
                    "image_pull_failing",
                    "container_config_error",
                    "reference_missing"),
            Check.facts("How do they end?", Set.of(PODS), PodSights::exits, "oom_killed"),
            Check.facts(
                    "Does a liveness or startup probe kill them?",
                    Set.of(PODS, EVENTS),
                    PodSights::killedByProbe,
                    "probe_killing"),
            Check.facts(
                    "Did a release or an edit begin it?",
                    Set.of(DEPLOYMENTS, REPLICASETS),
                    scene -> Sights.changes(scene, Set.of("rollout", "config_edit")),
                    "rollout_stuck"),
            Check.signals(
                    "Is something broken that they call?",
                    "dependency_slow",
                    "service_no_ready_endpoints",
                    "service_unreachable_with_pods"),
            Check.signals("Does DNS answer?", "coredns_down", "coredns_degraded", "dns_errors", "dns_slow")
                    .shared()),
    SERVICE(
            "a Service cannot be reached although pods run",
            Check.facts(
                            "Has it a ready endpoint?",
                            Set.of(SERVICES, ENDPOINTSLICES),
                            ServiceSights::noReadyEndpoint,
                            "service_no_ready_endpoints")
                    .doubting(ServiceSights::none),
            Check.facts(
                    "Does its selector fit pods?", Set.of(SERVICES, PODS, DEPLOYMENTS), ServiceSights::selectsNothing),
            Check.facts(
                    "Are the pods behind it ready?", Set.of(SERVICES, PODS), ServiceSights::notReady, "pod_not_ready"),
            Check.signals("Do ports and network policies let traffic in?", "service_unreachable_with_pods"),
            Check.signals("Do kube-proxy and the network plugin work?", "kube_proxy_unhealthy", "cni_unhealthy")
                    .shared(),
            Check.signals("Does DNS answer?", "coredns_down", "coredns_degraded", "dns_errors", "dns_slow")
                    .shared(),
            Check.signals(
                    "Are load balancer, Ingress and certificate well?",
                    "ingress_controller_down",
                    "ingress_errors",
                    "ingress_broken_reference",
                    "gateway_not_programmed",
                    "loadbalancer_pending",
                    "certificate_expiring",
                    "certificate_not_ready")),
    NODE(
            "a node is not ready, or evicts pods",
            Check.facts(
                    "Which nodes are not ready, and do their kubelets speak?",
                    Set.of(NODES, PODS),
                    NodeSights::notReady,
                    "node_not_ready"),
            Check.facts(
                    "Is memory, disk or process space short?",
                    Set.of(NODES, PODS),
                    NodeSights::pressure,
                    "node_pressure",
                    "node_evictions",
                    "node_system_oom"),
            Check.facts(
                            "Does the container runtime work?",
                            Set.of(NODES, PODS),
                            NodeSights::runtime,
                            "kubelet_pleg_slow")
                    .doubting(NodeSights::silent),
            Check.facts("Does the node's network work?", Set.of(NODES, PODS), NodeSights::network, "cni_unhealthy")
                    .doubting(NodeSights::silent),
            Check.facts("Is it more than one node?", Set.of(NODES, PODS), NodeSights::many, "node_not_ready_mass"),
            Check.facts(
                    "Are pods stuck, or drains blocked?",
                    Set.of(PODS, PODDISRUPTIONBUDGETS),
                    NodeSights::fallout,
                    "pdb_blocks_drain",
                    "pod_stuck_terminating")),
    HPA(
            "the autoscaler scales and latency still rises",
            Check.facts(
                            "Is it at its ceiling?",
                            Set.of(HORIZONTALPODAUTOSCALERS),
                            HpaSights::atMax,
                            "hpa_at_max",
                            "hpa_maxed_latency_rising",
                            "hpa_scaling_without_effect")
                    .doubting(HpaSights::none),
            Check.facts(
                    "Do its pods wait for a node?",
                    Set.of(HORIZONTALPODAUTOSCALERS, PODS),
                    HpaSights::pending,
                    "pod_pending_unscheduled"),
            Check.facts(
                    "Are its metrics above target, or its containers throttled?",
                    Set.of(HORIZONTALPODAUTOSCALERS),
                    HpaSights::aboveTarget,
                    "cpu_throttled"),
            Check.signals("Is something slow that it calls, or its pool full?", "dependency_slow", "pool_saturated"),
            Check.facts(
                    "Did a release or an edit begin it?",
                    Set.of(HORIZONTALPODAUTOSCALERS, DEPLOYMENTS, REPLICASETS),
                    HpaSights::changes,
                    "rollout_stuck"),
            Check.facts(
                    "Does the autoscaler see its metrics?",
                    Set.of(HORIZONTALPODAUTOSCALERS),
                    HpaSights::blind,
                    "hpa_blind"),
            Check.signals("Does the metrics pipeline work?", "metrics_pipeline_down")
                    .shared(),
            Check.signals("Do users notice?", "app_slow", "slo_burn"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Check> checks;

    Playbook(String title, Check... checks) {
        this.title = title;
        this.checks = List.of(checks);
    }

    /** The name that is asked for. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The situation, in words. */
    public String title() {
        return title;
    }

    /** One question with its answer. */
    public record Answered(String question, Answer answer) {}

    /** Asks all questions, in order. */
    public List<Answered> ask(Scene scene) {
        return checks.stream()
                .map(check -> new Answered(check.question(), check.answer(scene)))
                .toList();
    }
}
