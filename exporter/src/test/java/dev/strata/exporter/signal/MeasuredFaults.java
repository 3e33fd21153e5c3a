package dev.strata.exporter.signal;

import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.target.ClusterTargets;
import java.time.Duration;
import java.util.List;

/** Faults that only measurements show, and the signals that shall find them. */
final class MeasuredFaults {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String ORDERS = "namespace=\"shop\",service=\"orders\"";

    /** Signal and subject. */
    static final List<String> EXPECTED = List.of(
            "node_cpu_saturated Node node-1: tasks_wait",
            "node_memory_saturated Node node-1: memory_stalls",
            "node_filesystem_filling Node node-1: room",
            "node_conntrack_high Node node-1: table_full",
            "node_clock_skew Node node-1",
            "node_network_errors Node node-1: device_errors",
            "control_plane_certificate_expiring Cluster cluster: renewal_fails",
            "dns_errors Cluster cluster",
            "dns_slow Cluster cluster",
            "ingress_errors Ingress shop/orders: server_errors",
            "apiserver_slow Cluster cluster: writes_slow",
            "apiserver_errors Cluster cluster: errors",
            "apiserver_flow_rejected Cluster cluster: flow_service_accounts, queue_full",
            "deprecated_api_in_use Cluster cluster: flowschemas_v1beta3_flowcontrol_apiserver_k8s_io",
            "apiserver_down Cluster cluster: no_target_up",
            "etcd_no_leader Cluster cluster: no_leader",
            "etcd_quorum_at_risk Cluster cluster: one_from_loss",
            "etcd_fsync_slow Cluster cluster: disk_slow",
            "etcd_commit_slow Cluster cluster: commit_slow",
            "etcd_space_low Cluster cluster: quota, fragmented",
            "monitoring_blind Cluster cluster: job_kube_state_metrics",
            "app_errors Service shop/orders: server_errors",
            "app_slow Service shop/orders: objective_burns",
            "error_budget_exhausted Slo shop/orders-latency: budget_gone",
            "sli_no_data Slo shop/orders-silent: no_series",
            "kubelet_pleg_slow Node node-1: relist_slow",
            "kube_proxy_unhealthy Node node-1: rules_not_synced",
            "volume_filling PersistentVolumeClaim shop/data: inodes",
            "cpu_throttled Deployment shop/orders: cpu_limit",
            "admission_webhook_failing ValidatingWebhookConfiguration policy: calls_fail",
            "ingress_connections_near_limit IngressClass nginx-page: connections_refused",
            "service_unreachable_with_pods Service ingress-nginx/ingress-nginx-controller: probe_fails",
            "pool_saturated Deployment shop/orders: callers_wait",
            "gc_pressure Deployment shop/orders: garbage_collection");

    private MeasuredFaults() {}

    static void create(KubeApi api) {
        api.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                """);
        api.await("/api/v1/namespaces/shop/serviceaccounts/default", LIMIT, account -> true);
        api.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: data}
                spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: manual, nfs: {server: nfs.example, path: /x}}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop}
                spec: {accessModes: [ReadWriteOnce], storageClassName: manual, volumeName: data, resources: {requests: {storage: 1Gi}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: orders}}
                  template:
                    metadata: {labels: {app: orders}}
                    spec:
                      containers: [{name: app, image: "registry.example/orders:1", resources: {limits: {cpu: 100m}}, volumeMounts: [{name: data, mountPath: /data}]}]
                      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: orders, namespace: shop}
                spec: {selector: {app: orders}, ports: [{port: 80}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: orders, namespace: shop}
                spec: {ingressClassName: nginx, rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: orders, port: {number: 80}}}}]}}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: nginx-page}
                spec: {controller: example.org/nginx-page}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: policy}
                webhooks:
                  - name: check.policy.example
                    clientConfig: {service: {namespace: shop, name: orders}}
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Ignore
                    namespaceSelector: {matchLabels: {nobody: "yes"}}
                    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                """);
        api.await(
                "/apis/apps/v1/namespaces/shop/deployments/orders",
                LIMIT,
                it -> it.path("status").path("readyReplicas").asInt() == 1);
    }

    static void strike(ClusterTargets targets) {
        targets.node("node-1")
                .cpu(0.99)
                .memory(0.97)
                .pressure(0.6, 0.4, 0.3)
                .disk("/", 0.95)
                .conntrack(0.85)
                .clock(0.4, false)
                .networkBytes(1000)
                .networkErrors(50)
                .plegSeconds(20)
                .proxy(0.01, 900)
                .certificate(3 * 86_400, 1);
        targets.dns().load(200).errors(0.3).latency(3);
        targets.ingress().load(40).errors(0.3);
        targets.volume("shop", "data").inodes(0.99);
        targets.container("shop", "orders", "app").throttled(0.6);
    }

    /** What a control plane, black-box probes and applications say. */
    static ScrapedPage page() {
        var page = new ScrapedPage();
        controlPlane(page);
        applications(page);
        return page;
    }

    private static void controlPlane(ScrapedPage page) {
        String write = "verb=\"POST\",resource=\"pods\",scope=\"resource\"";
        page.histogram("apiserver_request_sli_duration_seconds", write, 1, 5, 20);
        page.counter("apiserver_request_total{verb=\"POST\",code=\"201\"}", 40);
        page.counter("apiserver_request_total{verb=\"POST\",code=\"500\"}", 10);
        page.counter(
                "apiserver_flowcontrol_rejected_requests_total{flow_schema=\"service-accounts\",reason=\"queue-full\"}",
                4);
        page.gauge(
                "apiserver_requested_deprecated_apis{group=\"flowcontrol.apiserver.k8s.io\",version=\"v1beta3\",resource=\"flowschemas\",removed_release=\"1.32\"}",
                1);
        page.gauge("up{job=\"apiserver\",instance=\"10.0.0.1:6443\"}", 0);
        page.gauge("etcd_server_has_leader{instance=\"10.0.1.1:2381\"}", 1);
        page.gauge("etcd_server_has_leader{instance=\"10.0.1.2:2381\"}", 0);
        for (String peer : List.of("b", "c")) {
            page.gauge("etcd_network_known_peers{instance=\"10.0.1.1:2381\",Local=\"a\",Remote=\"" + peer + "\"}", 1);
        }
        String member = "instance=\"10.0.1.1:2381\"";
        page.histogram("etcd_disk_wal_fsync_duration_seconds", member, 0.256, 0.512, 20);
        page.histogram("etcd_disk_backend_commit_duration_seconds", member, 0.512, 1.024, 20);
        page.gauge("etcd_mvcc_db_total_size_in_bytes{" + member + "}", 2.1e9);
        page.gauge("etcd_mvcc_db_total_size_in_use_in_bytes{" + member + "}", 0.4e9);
        page.gauge("etcd_server_quota_backend_bytes{" + member + "}", 2.147e9);
        String hook = "name=\"check.policy.example\",type=\"validating\"";
        page.histogram("apiserver_admission_webhook_admission_duration_seconds", hook, 0.1, 0.5, 5);
        page.counter(
                "apiserver_admission_webhook_rejection_count{" + hook + ",error_type=\"calling_webhook_error\"}", 2);
        String nginx = "controller_class=\"example.org/nginx-page\"";
        page.counter("nginx_ingress_controller_nginx_process_connections_total{" + nginx + ",state=\"accepted\"}", 30);
        page.counter("nginx_ingress_controller_nginx_process_connections_total{" + nginx + ",state=\"handled\"}", 20);
    }

    private static void applications(ScrapedPage page) {
        page.gauge(
                "probe_success{namespace=\"monitoring\",instance=\"http://ingress-nginx-controller.ingress-nginx.svc:80/\"}",
                0);
        page.histogram("http_server_requests_seconds", ORDERS + ",uri=\"/orders\",status=\"500\"", 1, 2, 10);
        page.histogram("http_server_requests_seconds", ORDERS + ",uri=\"/orders\",status=\"200\"", 1, 2, 30);
        slo(page, "orders-latency", "latency");
        page.gauge(
                "slo:info{slo=\"orders-errors\"," + ORDERS
                        + ",layer=\"application\",sli=\"availability\",period=\"30d\"}",
                1);
        page.gauge(
                "slo:info{slo=\"orders-silent\"," + ORDERS + ",layer=\"application\",sli=\"freshness\",period=\"30d\"}",
                1);
    }

    private static void slo(ScrapedPage page, String name, String kind) {
        page.gauge(
                "slo:info{slo=\"" + name + "\"," + ORDERS + ",layer=\"application\",sli=\"" + kind
                        + "\",period=\"30d\"}",
                1);
        page.gauge("slo:objective:ratio{slo=\"" + name + "\"}", 0.99);
        for (String window : List.of("3m", "5m", "30m", "1h", "30d")) {
            page.gauge("slo:bad_per_total:ratio_rate" + window + "{slo=\"" + name + "\"}", 0.2);
            page.gauge("slo:events:rate" + window + "{slo=\"" + name + "\"}", 40);
        }
    }

    /** Of the pod that runs once the cluster is there. */
    static void ofPod(ScrapedPage page, String pod) {
        String labels = "namespace=\"shop\",pod=\"" + pod + "\"";
        page.gauge("hikaricp_connections_active{" + labels + ",pool=\"db\"}", 10);
        page.gauge("hikaricp_connections_max{" + labels + ",pool=\"db\"}", 10);
        page.gauge("hikaricp_connections_pending{" + labels + ",pool=\"db\"}", 5);
        page.counter("jvm_gc_pause_seconds_count{" + labels + "}", 3);
        page.counter("jvm_gc_pause_seconds_sum{" + labels + "}", 0.4);
    }
}
