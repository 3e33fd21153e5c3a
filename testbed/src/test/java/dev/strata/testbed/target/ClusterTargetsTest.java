package dev.strata.testbed.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.ControlPlaneJobs;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("real")
class ClusterTargetsTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration EACH = Duration.ofSeconds(2);

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(2).build();

    @RegisterExtension
    static final ClusterTargets TARGETS = ClusterTargets.of(CLUSTER);

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = RealPrometheus.builder()
            .scrape(TARGETS.jobs(EACH))
            .scrape(ControlPlaneJobs.of(CLUSTER, EACH))
            .build();

    @Test
    void targets_ofClusterAndControlPlane_areUpInRealPrometheus() {
        PROMETHEUS.awaitQuery(
                "count by (job) (up == 1)",
                LIMIT,
                up -> count(up, "node-exporter") == 2
                        && count(up, "kubelet") == 4
                        && count(up, "kube-proxy") == 2
                        && count(up, "coredns") == 2
                        && count(up, "ingress-nginx") == 2
                        && count(up, "apiserver") == 1
                        && count(up, "etcd") == 1
                        && count(up, "kube-controller-manager") == 1
                        && count(up, "kube-scheduler") == 1);
        assertThat(PROMETHEUS.query("up == 0")).isEmpty();
        assertThat(PROMETHEUS.query("""
                count(container_memory_working_set_bytes{namespace="kube-system", container="coredns"})
                """)).extracting(Sample::value).containsExactly(2.0);
        assertThat(PROMETHEUS.query("etcd_server_has_leader"))
                .extracting(Sample::value)
                .containsExactly(1.0);
        assertThat(PROMETHEUS.query("count(apiserver_request_total) > 10")).isNotEmpty();
    }

    @Test
    void fault_saidInJava_isSeenByRealPrometheus() {
        TARGETS.node("node-1").cpu(0.97);
        TARGETS.dns().errors(0.3);

        PROMETHEUS.awaitQuery(
                """
                (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[10s])) > 0.9)
                  * on (instance) group_left (nodename) node_uname_info
                """,
                LIMIT,
                hot -> hot.size() == 1 && hot.get(0).label("nodename").equals("node-1"));
        PROMETHEUS.awaitQuery("""
                sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[10s]))
                  / sum(rate(coredns_dns_responses_total[10s])) > 0.2
                """, LIMIT, failing -> !failing.isEmpty());
        TARGETS.node("node-1").recover();
        TARGETS.dns().recover();
    }

    private static int count(List<Sample> samples, String job) {
        return samples.stream()
                .filter(it -> it.label("job").equals(job))
                .mapToInt(it -> (int) it.value())
                .sum();
    }
}
