package dev.strata.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.PartException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("real")
@TestMethodOrder(MethodOrderer.MethodName.class)
class RealClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RealCluster CLUSTER =
            RealCluster.builder().nodes(4).flakyNodes(1).crds("prometheusrules").build();

    @Test
    void apiServer_stoppedAndStarted_keepsObjects() {
        CLUSTER.api().apply(Manifests.namespace("kept"));
        var address = CLUSTER.url();

        CLUSTER.stop(Component.KUBE_APISERVER);

        assertThat(CLUSTER.isAlive(Component.KUBE_APISERVER)).isFalse();
        assertThatThrownBy(() -> CLUSTER.api().get("/api/v1/namespaces/kept")).isInstanceOf(PartException.class);
        CLUSTER.start(Component.KUBE_APISERVER);
        assertThat(CLUSTER.url()).isEqualTo(address);
        assertThat(CLUSTER.api().find("/api/v1/namespaces/kept")).isPresent();
    }

    @Test
    void deploymentOfTen_onFiveNodes_runs() {
        CLUSTER.api().apply(Manifests.namespace("ten"));

        CLUSTER.api().apply(Manifests.deployment("ten", "web", 10));

        CLUSTER.api()
                .await(
                        "/apis/apps/v1/namespaces/ten/deployments/web",
                        LIMIT,
                        it -> it.path("status").path("readyReplicas").asInt() == 10);
        List<JsonNode> pods = CLUSTER.api().list("/api/v1/namespaces/ten/pods");
        assertThat(pods)
                .hasSize(10)
                .allSatisfy(pod ->
                        assertThat(pod.path("status").path("phase").asText()).isEqualTo("Running"));
    }

    @Test
    void etcd_killedAndStarted_keepsObjects() {
        CLUSTER.api().apply(Manifests.namespace("stored"));

        CLUSTER.kill(Component.ETCD);
        CLUSTER.start(Component.ETCD);

        CLUSTER.api().await("/api/v1/namespaces/stored", LIMIT, it -> true);
    }

    @Test
    void exporter_withoutRole_isRefused_untilGranted() {
        KubeApi exporter = CLUSTER.api(User.EXPORTER);
        assertThatThrownBy(() -> exporter.get("/api/v1/nodes"))
                .isInstanceOfSatisfying(
                        KubeApiException.class, e -> assertThat(e.status()).isEqualTo(403));

        CLUSTER.api().apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: sees-nodes}
                rules:
                - {apiGroups: [""], resources: [nodes], verbs: [get, list]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: sees-nodes}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sees-nodes}
                subjects:
                - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: exporters}
                """);

        Await.until(
                "the grant",
                LIMIT,
                () -> exporter.raw("GET", "/api/v1/nodes", null, null).isSuccess());
        assertThat(exporter.list("/api/v1/nodes")).hasSize(5);
    }

    @Test
    void kwokOfFlakyNodes_suspended_losesThem() {
        CLUSTER.suspend(Component.KWOK_FLAKY);
        JsonNode lost = CLUSTER.api()
                .await("/api/v1/nodes/flaky-0", LIMIT, node -> KubeObjects.hasCondition(node, "Ready", "Unknown"));
        assertThat(KubeObjects.reason(lost, "Ready")).isEqualTo("NodeStatusUnknown");
        assertThat(CLUSTER.isAlive(Component.KWOK_FLAKY)).isTrue();

        CLUSTER.resume(Component.KWOK_FLAKY);

        CLUSTER.api().await("/api/v1/nodes/flaky-0", LIMIT, node -> KubeObjects.hasCondition(node, "Ready", "True"));
        assertThat(CLUSTER.api().list("/api/v1/nodes"))
                .filteredOn(node -> KubeObjects.hasCondition(node, "Ready", "True"))
                .hasSize(5);
    }

    @Test
    void node_reportedNotReady_losesReadiness_andRecovers() {
        CLUSTER.reportReady("node-1", false);
        JsonNode node = CLUSTER.api()
                .await("/api/v1/nodes/node-1", LIMIT, it -> KubeObjects.hasCondition(it, "Ready", "False"));
        assertThat(KubeObjects.reason(node, "Ready")).isEqualTo("KubeletNotReady");

        CLUSTER.reportReady("node-1", true);

        CLUSTER.api().await("/api/v1/nodes/node-1", LIMIT, it -> KubeObjects.hasCondition(it, "Ready", "True"));
    }

    @Test
    void pod_labelledToCrash_entersBackOff() {
        CLUSTER.api().apply(Manifests.namespace("crash"));
        CLUSTER.api().apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: once, namespace: crash, labels: {sim/crash: "true"}}
                spec: {containers: [{name: main, image: registry.example/crash:1.0}]}
                """);

        JsonNode pod = CLUSTER.api()
                .await(
                        "/api/v1/namespaces/crash/pods/once",
                        LIMIT,
                        it -> container(it).path("restartCount").asInt() >= 1);

        assertThat(container(pod).path("state").path("waiting").path("reason").asText())
                .isEqualTo("CrashLoopBackOff");
    }

    @Test
    void prometheusRule_ofCrdAskedFor_isAccepted() {
        CLUSTER.api().apply("""
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata: {name: up, namespace: default}
                spec: {groups: [{name: up, rules: [{record: "a:b:c", expr: up}]}]}
                """);

        assertThat(CLUSTER.api().list("/apis/monitoring.coreos.com/v1/namespaces/default/prometheusrules"))
                .hasSize(1);
    }

    @Test
    void unknownToken_isUnauthorized() {
        assertThat(CLUSTER.api("nobody-token")
                        .raw("GET", "/api/v1/nodes", null, null)
                        .status())
                .isEqualTo(401);
    }

    private static JsonNode container(JsonNode pod) {
        return pod.path("status").path("containerStatuses").path(0);
    }
}
