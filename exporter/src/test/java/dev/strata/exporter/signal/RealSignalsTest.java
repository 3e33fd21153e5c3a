package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.projection.Projection;
import dev.strata.testbed.cluster.Component;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import dev.strata.testbed.part.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signals on objects of a real control plane. Those that are found here are on by default. */
@Tag("real")
class RealSignalsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** How far the clock is put forward for conditions that carry an age of their own. */
    private static final Duration LATER = Duration.ofMinutes(12);

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder()
            .nodes(4)
            .flakyNodes(1)
            .evictionAfterSeconds(600)
            .controllerManagerFlags("--node-monitor-grace-period=60s")
            .build();

    private static final ClusterStore STORE = new ClusterStore(InstantSource.system());
    private static KubeSource source;

    @BeforeAll
    static void breakThings() {
        source = new KubeSource(
                KubeSettings.of(CLUSTER.kubeconfig(User.ADMIN), null),
                Projection.plain(),
                STORE,
                InstantSource.system(),
                null);
        source.start();
        Await.until("everything watched", LIMIT, () -> source.watches().stream().allMatch(WatchStatus::isFollowed));
        var broken = new BrokenCluster(CLUSTER);
        nodes(broken);
        workloads(broken);
        platform(broken);
        capacity(broken);
    }

    @AfterAll
    static void stop() {
        source.close();
    }

    private static void nodes(BrokenCluster broken) {
        broken.flap("node-3", 2);
        broken.nodeWithoutKubelet("bare", "v1.20.1", 100);
        broken.nodeWithoutKubelet("full", "v1.33.1", 1);
        broken.nodeCondition("node-3", "DiskPressure", "KubeletHasDiskPressure");
        broken.nodeCondition("node-3", "ReadonlyFilesystem", "FilesystemIsReadOnly");
        broken.about("Node", "", "node-3", "Warning", "SystemOOM", 1, "System OOM encountered, victim process: java");
        CLUSTER.api()
                .patch("/api/v1/nodes/node-2", "{metadata: {labels: {node-role.kubernetes.io/control-plane: ''}}}");
    }

    private static void workloads(BrokenCluster broken) {
        CLUSTER.api().apply("{apiVersion: v1, kind: Namespace, metadata: {name: broken}}");
        CLUSTER.api().await("/api/v1/namespaces/broken/serviceaccounts/default", LIMIT, account -> true);
        for (String app : List.of("image", "config", "mount", "silent", "oom", "probe", "stuck", "network", "crash")) {
            broken.deploy("broken", app, 1, "bare", "");
        }
        broken.deploy("broken", "evicted", 3, "bare", "");
        broken.deploy("broken", "packed", 1, "full", "");
        broken.deploy("broken", "slow", 1, "", "");
        broken.deploy("broken", "well", 2, "", "");
        broken.say("image", 1, "Pending", waiting("ImagePullBackOff"));
        broken.event("image", "Warning", "Failed", 1, "Failed to pull image \"registry.example/image:1\": not found");
        broken.say("config", 1, "Pending", waiting("CreateContainerConfigError"));
        broken.event("config", "Warning", "Failed", 2, "Error: configmap \"settings\" not found");
        broken.say("mount", 1, "Pending", waiting("ContainerCreating"));
        broken.event("mount", "Warning", "FailedAttachVolume", 3, "Multi-Attach error for volume \"pvc-1\"");
        broken.say("silent", 1, "Pending", waiting("ContainerCreating"));
        broken.say("network", 1, "Pending", waiting("ContainerCreating"));
        broken.event("network", "Warning", "FailedCreatePodSandBox", 4, "Failed to create pod sandbox: timeout");
        broken.say("oom", 1, "Running", crashed("OOMKilled", 137));
        broken.say("crash", 1, "Running", crashed("Error", 1));
        broken.say("probe", 1, "Running", running());
        broken.event("probe", "Normal", "Killing", 2, "Container app failed liveness probe, will be restarted");
        broken.say("stuck", 1, "Running", running());
        broken.delete("stuck");
        broken.say("slow", 1, "Running", running());
        broken.event("slow", "Warning", "Unhealthy", 9, "Readiness probe failed: connection refused");
        broken.event("evicted", "Warning", "Evicted", 1, "The node was low on resource: memory.");
        broken.say("evicted", 3, "Failed", "");
    }

    private static String waiting(String reason) {
        return "\"restartCount\": 0, \"state\": {\"waiting\": {\"reason\": \"" + reason + "\"}}";
    }

    private static String running() {
        return "\"restartCount\": 0, \"state\": {\"running\": {\"startedAt\": \"" + BrokenCluster.now() + "\"}}";
    }

    private static String crashed(String reason, int code) {
        return "\"restartCount\": 6, \"state\": {\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}, \"lastState\": {\"terminated\": {\"reason\": \""
                + reason
                + "\", \"exitCode\": " + code + ", \"startedAt\": \"" + BrokenCluster.now() + "\", \"finishedAt\": \""
                + BrokenCluster.now() + "\"}}";
    }

    private static void platform(BrokenCluster broken) {
        KubeApi api = CLUSTER.api();
        api.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: small}
                ---
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: team, namespace: small}
                spec: {hard: {pods: "1"}}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: old}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: held, namespace: old, finalizers: [example.org/nobody]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: entry, namespace: broken}
                spec: {type: LoadBalancer, selector: {app: well}, ports: [{port: 80}]}
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: well, namespace: broken}
                spec: {minAvailable: 2, selector: {matchLabels: {app: well}}}
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: blind, namespace: broken}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: well}
                  minReplicas: 2
                  maxReplicas: 900
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
                """);
        api.await("/api/v1/namespaces/small/serviceaccounts/default", LIMIT, account -> true);
        api.await(
                "/api/v1/namespaces/small/resourcequotas/team",
                LIMIT,
                quota -> quota.path("status").has("used"));
        broken.deploy("small", "blocked", 3, "", "");
        api.delete("/api/v1/namespaces/old");
        storage(api);
        jobs(api);
        links(broken, api);
        api.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: coredns, namespace: kube-system}
                spec:
                  replicas: 1
                  selector: {matchLabels: {k8s-app: kube-dns}}
                  template:
                    metadata: {labels: {k8s-app: kube-dns}}
                    spec: {nodeSelector: {bare: bare}, tolerations: [{operator: Exists}], containers: [{name: coredns, image: "registry.example/coredns:1"}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: kube-dns, namespace: kube-system}
                spec: {selector: {k8s-app: kube-dns}, ports: [{port: 53}]}
                """);
    }

    private static void storage(KubeApi api) {
        api.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: waits, namespace: broken}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                ---
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: lost}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  storageClassName: manual
                  persistentVolumeReclaimPolicy: Retain
                  nfs: {server: nfs.example, path: /x}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: lost, namespace: broken}
                spec: {accessModes: [ReadWriteOnce], storageClassName: manual, volumeName: lost, resources: {requests: {storage: 1Gi}}}
                """);
        String claim = "/api/v1/namespaces/broken/persistentvolumeclaims/lost";
        api.await(claim, LIMIT, c -> c.path("status").path("phase").asText().equals("Bound"));
        api.patchStrategic(
                claim + "/status",
                "{status: {conditions: [{type: FileSystemResizePending, status: 'True', lastTransitionTime: '"
                        + BrokenCluster.now() + "'}]}}");
        api.delete("/api/v1/persistentvolumes/lost");
        api.patch("/api/v1/persistentvolumes/lost", "{metadata: {finalizers: null}}");
    }

    /** One that fails alone, and two runs of a CronJob that fail one after the other. */
    private static void jobs(KubeApi api) {
        api.apply("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: nightly, namespace: broken}
                spec:
                  schedule: "0 0 31 12 *"
                  failedJobsHistoryLimit: 3
                  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: "registry.example/job:1"}]}}}}
                """);
        String uid = api.get("/apis/batch/v1/namespaces/broken/cronjobs/nightly")
                .path("metadata")
                .path("uid")
                .asText();
        String owner = "ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: nightly, uid: " + uid
                + ", controller: true}]";
        job(api, "alone", "");
        job(api, "nightly-1", owner);
        job(api, "nightly-2", owner);
    }

    private static void job(KubeApi api, String name, String owner) {
        api.apply("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s, namespace: broken, %s}
                spec:
                  backoffLimit: 0
                  template:
                    metadata: {labels: {sim/fail: "true"}}
                    spec: {restartPolicy: Never, containers: [{name: app, image: "registry.example/job:1"}]}
                """.formatted(name, owner));
    }

    /** References into nothing: an Ingress, a webhook, the API of metrics. */
    private static void links(BrokenCluster broken, KubeApi api) {
        api.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: checked, labels: {checked: "yes"}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: nobody, namespace: checked}
                spec: {selector: {app: nobody}, ports: [{port: 443}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: entry, namespace: broken}
                spec: {defaultBackend: {service: {name: gone, port: {number: 80}}}}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: policy}
                webhooks:
                  - name: check.policy.example
                    clientConfig: {service: {namespace: checked, name: nobody}}
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Fail
                    timeoutSeconds: 2
                    namespaceSelector: {matchLabels: {checked: "yes"}}
                    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec:
                  group: metrics.k8s.io
                  version: v1beta1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {namespace: checked, name: nobody, port: 443}
                """);
        api.await("/api/v1/namespaces/checked/serviceaccounts/default", LIMIT, account -> true);
        broken.deploy("checked", "asked", 1, "", "");
    }

    /** Every node that is open gets a pod of nearly its size; one more of them waits, then a node is cordoned. */
    private static void capacity(BrokenCluster broken) {
        broken.deploy("broken", "large", 6, "", "cpu: 3800m");
        CLUSTER.api()
                .await(
                        "/apis/apps/v1/namespaces/broken/deployments/well",
                        LIMIT,
                        d -> d.path("status").path("availableReplicas").asInt() == 2);
        String node = CLUSTER.api()
                .list("/api/v1/namespaces/broken/pods?labelSelector=app%3Dwell")
                .get(0)
                .path("spec")
                .path("nodeName")
                .asText();
        CLUSTER.api().patch("/api/v1/nodes/" + node, "{spec: {unschedulable: true}}");
    }

    @Test
    void evaluate_brokenCluster_findsWhatIsBroken() {
        awaitFound(List.of(
                "node_not_ready_mass Cluster cluster",
                "node_pressure Node node-3: disk",
                "node_readiness_flapping Node node-3: ready_flips",
                "node_filesystem_readonly Node node-3: filesystem_is_read_only",
                "node_pods_near_capacity Node full: too_many_pods",
                "node_evictions Node bare: memory",
                "node_system_oom Node node-3: system_oom",
                "kubelet_version_skew Node bare: too_old",
                "cluster_capacity_exhausted Cluster cluster: cpu",
                "namespace_stuck_terminating Namespace old",
                "control_plane_not_ha Cluster cluster: single_node",
                "coredns_down Deployment kube-system/coredns",
                "loadbalancer_pending Service broken/entry: no_address",
                "cni_unhealthy Node bare: sandbox_failed",
                "volume_mount_failing Deployment broken/mount: multi_attach",
                "pdb_blocks_drain PodDisruptionBudget broken/well",
                "workload_unavailable Deployment broken/crash",
                "oom_killed Deployment broken/oom: oom_killed",
                "image_pull_failing Deployment broken/image: image_not_found",
                "container_config_error Deployment broken/config: configmap_missing",
                "reference_missing Deployment broken/config: configmap_missing",
                "pod_stuck_creating Deployment broken/silent: creating",
                "pod_not_ready Deployment broken/slow: readiness_probe",
                "probe_killing Deployment broken/probe: liveness_probe",
                "pod_stuck_terminating Deployment broken/stuck",
                "hpa_blind HorizontalPodAutoscaler broken/blind: failed_get_resource_metric",
                "pod_creation_blocked Deployment small/blocked: quota_exceeded",
                "quota_near_limit ResourceQuota small/team: pods",
                "quota_exceeded ResourceQuota small/team: pods_refused",
                "pvc_pending PersistentVolumeClaim broken/waits: no_storage_class",
                "pvc_lost PersistentVolumeClaim broken/lost: volume_gone",
                "volume_resize_stuck PersistentVolumeClaim broken/lost: waits_for_pod_restart",
                "job_failed Job broken/alone: backoff_limit_exceeded",
                "cronjob_failing CronJob broken/nightly: backoff_limit_exceeded",
                "ingress_broken_reference Ingress broken/entry: service_missing",
                "admission_webhook_down ValidatingWebhookConfiguration policy: no_ready_endpoint",
                "pod_creation_blocked Deployment checked/asked: webhook_unavailable",
                "apiservice_unavailable APIService v1beta1.metrics.k8s.io: missing_endpoints",
                "metrics_pipeline_down APIService v1beta1.metrics.k8s.io: missing_endpoints",
                "capacity_plan_short HorizontalPodAutoscaler broken/blind: peak_does_not_fit"));
    }

    @Test
    void evaluate_controllersStopped_lag() {
        CLUSTER.stop(Component.KUBE_CONTROLLER_MANAGER);
        try {
            for (String app : List.of("image", "config", "mount", "silent", "oom")) {
                CLUSTER.api()
                        .patch("/apis/apps/v1/namespaces/broken/deployments/" + app, "{spec: {minReadySeconds: 1}}");
            }
            awaitFound(List.of("controller_lag Cluster cluster: generation_not_observed"));
        } finally {
            CLUSTER.start(Component.KUBE_CONTROLLER_MANAGER);
        }
    }

    private static void awaitFound(List<String> expected) {
        try {
            Await.until("findings", LIMIT, () -> missing(expected).isEmpty());
        } catch (RuntimeException e) {
            assertThat(missing(expected)).as(() -> String.join("\n", found())).isEmpty();
        }
    }

    /** A reason counts where one is expected: which of several comes first may depend on how busy the machine is. */
    private static List<String> missing(List<String> expected) {
        Set<String> found = found();
        return expected.stream()
                .filter(line -> found.stream().noneMatch(f -> f.equals(line) || f.startsWith(line + ":")))
                .toList();
    }

    /** Now, and a while later without what happened in between. */
    private static Set<String> found() {
        return RealFindings.of(STORE, LATER, evaluator -> evaluator.queries().isEmpty());
    }
}
