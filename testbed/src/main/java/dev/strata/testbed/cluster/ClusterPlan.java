package dev.strata.testbed.cluster;

import java.time.Duration;
import java.util.List;

/** What {@link RealCluster.Builder} was told. */
record ClusterPlan(
        int steadyNodes,
        int flakyNodes,
        String nodeCpu,
        String nodeMemory,
        boolean hpa,
        Duration hpaSyncPeriod,
        Duration hpaDownscaleStabilization,
        int tolerationSeconds,
        boolean etcdFsync,
        List<String> crds,
        List<String> apiServerFlags,
        List<String> controllerManagerFlags) {
    ClusterPlan {
        crds = List.copyOf(crds);
        apiServerFlags = List.copyOf(apiServerFlags);
        controllerManagerFlags = List.copyOf(controllerManagerFlags);
    }

    /** Renewed at a quarter of its length; shorter ones make nodes flap when the machine is busy. */
    int nodeLeaseSeconds() {
        return 8;
    }

    /** How long the node controller waits for a heartbeat; must be longer than the lease. */
    int nodeGraceSeconds() {
        return 10;
    }
}
