package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.projection.Projection;
import dev.strata.testbed.cluster.Crds;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import dev.strata.testbed.part.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Signals on custom resources that a real API server keeps by the CRDs of the projects they belong to (what a field is
 * called, where a status may be written and which values are allowed is theirs to say), and on what its own controllers make
 * of objects that are seldom wrong. Signals that are found here may be on by default.
 */
@Tag("real")
class RealCustomResourcesTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** How far the clock is put forward for conditions that carry an age of their own. */
    private static final Duration LATER = Duration.ofHours(2);

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> EXPECTED = List.of(
            "gateway_not_programmed Gateway edge/public: programmed_address_not_assigned",
            "gateway_not_programmed HTTPRoute edge/orders: resolved_refs_backend_not_found",
            "certificate_not_ready Certificate edge/pending",
            "certificate_expiring Certificate edge/overdue: expires",
            "autoscaler_unhealthy NodePool general: pool_not_ready",
            "gitops_sync_failed Application edge/shop: operation_failed",
            "gitops_sync_failed HelmRelease edge/shop: install_failed",
            "operator_degraded ScaledObject edge/worker: not_ready",
            "hpa_vpa_conflict HorizontalPodAutoscaler edge/orders: cpu",
            "scrape_target_missing ServiceMonitor edge/orders: selects_no_service",
            "scrape_target_missing PodMonitor edge/orders: selects_no_pod",
            "ingress_controller_down IngressClass nginx: no_pod_available",
            "manual_change Deployment edge/payments",
            "unowned_workload Deployment edge/orders: no_team",
            "job_overdue Job edge/report",
            "cronjob_missed CronJob edge/settlement",
            "backup_overdue CronJob edge/etcd-backup: never_succeeded",
            "control_plane_lease_stale Lease kube-system/kube-scheduler",
            "pv_failed PersistentVolume kept",
            "privileged_grant ServiceAccount edge/ci: cluster_admin",
            "namespace_ungoverned Namespace edge: no_quota",
            "readiness_risk Deployment edge/payments: no_requests");

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(1).build();

    private static final ClusterStore STORE = new ClusterStore(InstantSource.system());
    private static KubeSource source;

    @BeforeAll
    static void install() throws IOException {
        for (Crds crds : List.of(
                Crds.GATEWAY_API,
                Crds.CERT_MANAGER,
                Crds.KARPENTER,
                Crds.ARGO_CD,
                Crds.FLUX_HELM,
                Crds.FLUX_SOURCE,
                Crds.KEDA,
                Crds.VERTICAL_POD_AUTOSCALER,
                Crds.PROMETHEUS_OPERATOR)) {
            crds.files().forEach(CLUSTER::installCrds);
        }
        source = new KubeSource(
                KubeSettings.of(CLUSTER.kubeconfig(User.ADMIN), null),
                Projection.plain(),
                STORE,
                InstantSource.system(),
                null);
        source.start();
        Await.until("everything watched", LIMIT, () -> source.watches().stream().allMatch(WatchStatus::isFollowed));
        KubeApi api = CLUSTER.api();
        api.apply("{apiVersion: v1, kind: Namespace, metadata: {name: edge, labels: {tier: critical}}}");
        api.await("/api/v1/namespaces/edge/serviceaccounts/default", LIMIT, account -> true);
        String now = BrokenCluster.now();
        String text = resource()
                .replace("$NOW", now)
                .replace("$MICRO", now.replace("Z", ".000000Z"))
                .replace(
                        "$IN_TEN_DAYS",
                        Instant.parse(now).plus(Duration.ofDays(10)).toString())
                .replace(
                        "$TEN_DAYS_AGO",
                        Instant.parse(now).minus(Duration.ofDays(10)).toString())
                .replace(
                        "$LAST_QUARTER",
                        Instant.parse(now).minus(Duration.ofDays(80)).toString());
        try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(text)) {
            for (ObjectNode object : documents.readAll()) {
                create(api, object);
            }
        }
        byHand(api);
        takeBack(api);
    }

    /** An edit of what a controller applies from Git. */
    private static void byHand(KubeApi api) {
        api.patch(
                "/apis/apps/v1/namespaces/edge/deployments/payments?fieldManager=kubectl-edit",
                "{spec: {minReadySeconds: 3}}");
    }

    /** A volume that shall be deleted with its claim, by a provisioner that nobody runs: the controller gives up. */
    private static void takeBack(KubeApi api) {
        String claim = "/api/v1/namespaces/edge/persistentvolumeclaims/kept";
        api.await(claim, LIMIT, it -> it.path("status").path("phase").asText().equals("Bound"));
        api.delete(claim);
    }

    private static String resource() throws IOException {
        try (InputStream stream = RealCustomResourcesTest.class.getResourceAsStream("/custom-resources.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        source.close();
    }

    /** The object first and its status afterwards, as its controller would, where the kind keeps the two apart. */
    private static void create(KubeApi api, ObjectNode object) {
        JsonNode status = object.path("status");
        String path = api.pathOf(object);
        api.apply(object.toString());
        if (!status.isMissingNode()) {
            var patch = YAML.createObjectNode();
            patch.set("status", status);
            boolean apart = api.raw("GET", path + "/status", null, null).isSuccess();
            api.patch(apart ? path + "/status" : path, patch.toString());
        }
    }

    @Test
    void evaluate_customResources_areFoundByTheirSignals() {
        try {
            Await.until("findings", LIMIT, () -> missing().isEmpty());
        } catch (RuntimeException e) {
            assertThat(missing()).as(() -> String.join("\n", found())).isEmpty();
        }
    }

    private static List<String> missing() {
        Set<String> found = found();
        return EXPECTED.stream()
                .filter(line -> found.stream().noneMatch(f -> f.equals(line) || f.startsWith(line + ":")))
                .toList();
    }

    private static Set<String> found() {
        return RealFindings.of(STORE, LATER, evaluator -> true);
    }
}
