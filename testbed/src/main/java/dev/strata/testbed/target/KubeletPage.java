package dev.strata.testbed.target;

import static dev.strata.testbed.exposition.Labels.NONE;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Claim;
import dev.strata.testbed.target.Inventory.Machine;
import dev.strata.testbed.target.Inventory.Pod;
import dev.strata.testbed.target.NodeTarget.Knob;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the kubelet of one node shows under {@code /metrics}. */
final class KubeletPage {
    private static final List<Double> SHORT = List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
    private static final List<Double> LONG =
            List.of(0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 30.0, 45.0, 60.0, 120.0, 300.0);
    private static final double BLOCK = 4_096;

    private final SeriesTable series = new SeriesTable();
    private final Set<String> seen = new HashSet<>();
    private final double started;
    private double lastRelist;

    KubeletPage(double started) {
        this.started = started;
        this.lastRelist = started;
    }

    SeriesTable series() {
        return series;
    }

    void advance(Machine machine, NodeTarget state, List<Pod> pods, double now, double seconds) {
        pods(machine, state, pods, seconds);
        runtime(state, now, seconds);
        certificates(state, seconds);
        storage(state, seconds);
        Labels calls = Labels.of("code", "200", "host", "kubernetes.default.svc", "method", "GET");
        series.counter("rest_client_requests_total", calls, 2 * seconds);
        series.gauge("kubernetes_build_info", Labels.of("git_version", "v1.36.3", "major", "1", "minor", "36"), 1);
        SelfMetrics.write(series, started, now, 90 << 20);
    }

    /** The volumes that pods of the node mount. */
    void volumes(List<Claim> claims, Volumes volumes) {
        List<Labels> there = claims.stream().map(KubeletPage::labels).toList();
        series.retain(it -> !it.text().contains("persistentvolumeclaim") || there.contains(it));
        for (Claim claim : claims) {
            VolumeTarget volume = volumes.of(claim.namespace(), claim.name());
            double used = claim.size() * volume.usedShare();
            double inodes = Math.floor(claim.size() / BLOCK / 4);
            double free = Math.floor(inodes * (1 - volume.usedInodesShare()));
            Labels labels = labels(claim);
            series.gauge("kubelet_volume_stats_capacity_bytes", labels, claim.size());
            series.gauge("kubelet_volume_stats_used_bytes", labels, used);
            series.gauge("kubelet_volume_stats_available_bytes", labels, claim.size() - used);
            series.gauge("kubelet_volume_stats_inodes", labels, inodes);
            series.gauge("kubelet_volume_stats_inodes_free", labels, free);
            series.gauge("kubelet_volume_stats_inodes_used", labels, inodes - free);
            series.gauge("kubelet_volume_stats_health_status_abnormal", labels, volume.isAbnormal() ? 1 : 0);
        }
    }

    private void pods(Machine machine, NodeTarget state, List<Pod> pods, double seconds) {
        double containers = pods.stream().mapToInt(it -> it.containers().size()).sum();
        series.gauge("kubelet_node_name", Labels.of("node", machine.name()), 1);
        series.gauge("kubelet_running_pods", NONE, pods.size());
        series.gauge("kubelet_running_containers", Labels.of("container_state", "running"), containers);
        series.gauge("kubelet_active_pods", Labels.of("static", ""), pods.size());
        series.gauge("kubelet_desired_pods", Labels.of("static", ""), pods.size());
        double fresh = pods.stream().filter(it -> seen.add(it.uid())).count();
        double start = state.at(Knob.START_SECONDS);
        series.observe("kubelet_pod_start_sli_duration_seconds", NONE, LONG, fresh, start);
        series.observe("kubelet_pod_start_duration_seconds", NONE, LONG, fresh, start);
        series.observe("kubelet_pod_start_total_duration_seconds", NONE, LONG, fresh, start * 1.6);
        series.counter("kubelet_started_pods_total", NONE, fresh);
        series.counter("kubelet_started_pods_errors_total", NONE, 0);
        Labels kind = Labels.of("container_type", "container");
        series.counter("kubelet_started_containers_total", kind, fresh);
        double failing = state.at(Knob.RUNTIME_ERRORS) * 0.2 * seconds;
        series.counter("kubelet_started_containers_errors_total", kind.and("code", "CreateContainerError"), failing);
        series.counter(
                "kubelet_evictions",
                Labels.of("eviction_signal", "memory.available"),
                state.at(Knob.EVICTIONS) * seconds);
        series.counter("kubelet_evictions", Labels.of("eviction_signal", "nodefs.available"), 0);
    }

    private void runtime(NodeTarget state, double now, double seconds) {
        boolean stalled = state.at(Knob.PLEG_STALLED) > 0;
        double relist = state.at(Knob.PLEG_SECONDS);
        if (!stalled) {
            lastRelist = now;
            series.observe("kubelet_pleg_relist_duration_seconds", NONE, SHORT, seconds / (1 + relist), relist);
            series.observe("kubelet_pleg_relist_interval_seconds", NONE, SHORT, seconds / (1 + relist), 1 + relist);
        }
        series.gauge("kubelet_pleg_last_seen_seconds", NONE, lastRelist);
        series.counter("kubelet_pleg_discard_events", NONE, 0);
        double failing = state.at(Knob.RUNTIME_ERRORS);
        for (String operation : List.of("container_status", "create_container", "list_containers", "exec_sync")) {
            Labels labels = Labels.of("operation_type", operation);
            series.counter("kubelet_runtime_operations_total", labels, seconds);
            series.counter("kubelet_runtime_operations_errors_total", labels, failing * seconds);
            series.observe(
                    "kubelet_runtime_operations_duration_seconds",
                    labels,
                    SHORT,
                    seconds,
                    state.at(Knob.RUNTIME_SECONDS));
        }
        for (String operation : List.of("create", "sync", "update")) {
            Labels labels = Labels.of("operation_type", operation);
            series.observe("kubelet_pod_worker_duration_seconds", labels, SHORT, 0.5 * seconds, 0.03 + relist);
        }
    }

    private void certificates(NodeTarget state, double seconds) {
        series.gauge("kubelet_certificate_manager_client_ttl_seconds", NONE, state.at(Knob.CERTIFICATE_SECONDS));
        series.gauge("kubelet_certificate_manager_server_ttl_seconds", NONE, state.at(Knob.CERTIFICATE_SECONDS));
        double errors = state.at(Knob.CERTIFICATE_ERRORS) * seconds;
        series.counter("kubelet_certificate_manager_client_expiration_renew_errors", NONE, errors);
        series.counter("kubelet_server_expiration_renew_errors", NONE, 0);
    }

    private void storage(NodeTarget state, double seconds) {
        double failing = state.at(Knob.MOUNT_ERRORS);
        for (String operation : List.of("volume_mount", "volume_unmount", "verify_controller_attached_volume")) {
            Labels labels = Labels.of("migrated", "false", "operation_name", operation, "volume_plugin", "csi");
            mount(labels.and("status", "success"), (1 - failing) * seconds / 20, state);
            mount(labels.and("status", "fail-unknown"), failing * seconds / 20, state);
        }
    }

    private void mount(Labels labels, double count, NodeTarget state) {
        series.observe("storage_operation_duration_seconds", labels, LONG, count, state.at(Knob.MOUNT_SECONDS));
    }

    private static Labels labels(Claim claim) {
        return Labels.of("namespace", claim.namespace(), "persistentvolumeclaim", claim.name());
    }
}
