package dev.strata.testbed.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Claim;
import dev.strata.testbed.target.Inventory.Container;
import dev.strata.testbed.target.Inventory.Machine;
import dev.strata.testbed.target.Inventory.Pod;
import dev.strata.testbed.target.Inventory.Route;
import dev.strata.testbed.target.Targets.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final double START = 1_700_000_000;
    private static final double GIB = 1 << 30;
    private static final Container APP = new Container("app", "shop/orders:1", 1, 2, 512 << 20, 1 << 30);

    private final Targets targets = new Targets(1, START);
    private final List<Pod> pods = new ArrayList<>(List.of(
            pod("shop", "orders-5f-a", Map.of("app", "orders"), APP),
            pod("kube-system", "coredns-7c-b", Map.of("k8s-app", "kube-dns"), APP),
            pod(
                    "ingress-nginx",
                    "ingress-nginx-controller-1",
                    Map.of("app.kubernetes.io/name", "ingress-nginx"),
                    APP)));
    private boolean reachable = true;
    private double now = START;

    @Test
    void node_withoutTrouble_idles() {
        pass(60);

        assertThat(busy()).isBetween(0.1, 0.5);
        assertThat(value("node-exporter", "node_timex_sync_status")).isEqualTo(1);
        assertThat(value("node-exporter", "node_memory_MemAvailable_bytes{}")).isGreaterThan(10 * GIB);
    }

    @Test
    void node_saturated_showsBusyCpuLoadAndPressure() {
        targets.node("node-0").cpu(0.98);
        pass(600);

        assertThat(busy()).isBetween(0.97, 0.99);
        assertThat(value("node-exporter", "node_load5{}")).isGreaterThan(6);
        assertThat(value("node-exporter", "node_pressure_cpu_waiting_seconds_total{}"))
                .isGreaterThan(200);
    }

    @Test
    void filesystem_filling_losesSpaceAtTheRateSaid() {
        pass(1);
        double before = value("node-exporter", "node_filesystem_avail_bytes.*mountpoint=\"/\"");
        targets.node("node-0").diskFilling("/", 1 << 20);
        pass(60);
        double after = value("node-exporter", "node_filesystem_avail_bytes.*mountpoint=\"/\"");

        assertThat(before - after).isBetween(59.0 * (1 << 20), 61.0 * (1 << 20));
    }

    @Test
    void recover_afterFaults_isAsBefore() {
        targets.node("node-0").cpu(0.98).conntrack(1).clock(3, false).memory(0.99);
        pass(10);
        targets.node("node-0").recover();
        pass(1);

        assertThat(value("node-exporter", "node_timex_sync_status")).isEqualTo(1);
        assertThat(value("node-exporter", "node_nf_conntrack_entries{}")).isLessThan(30_000);
        assertThat(value("node-exporter", "node_memory_MemAvailable_bytes{}")).isGreaterThan(10 * GIB);
    }

    @Test
    void pleg_stalled_keepsItsLastSeen() {
        pass(5);
        targets.node("node-0").plegStalled(true);
        pass(100);

        assertThat(value("kubelet", "kubelet_pleg_last_seen_seconds")).isEqualTo(START + 5);
    }

    @Test
    void container_throttledAndKilled_countsBoth() {
        targets.containers().of("shop", "orders", "app").throttled(0.5).oomKill();
        pass(60);

        assertThat(value("kubelet-cadvisor", "container_cpu_cfs_throttled_periods_total.*pod=\"orders-5f-a\""))
                .isEqualTo(300);
        assertThat(value("kubelet-cadvisor", "container_oom_events_total.*pod=\"orders-5f-a\""))
                .isEqualTo(1);
    }

    @Test
    void container_ofAPodThatIsGone_isForgotten() {
        pass(10);
        pods.remove(0);
        pass(1);

        assertThat(page("kubelet-cadvisor")).doesNotContain("orders-5f-a").contains("coredns-7c-b");
    }

    @Test
    void volume_filling_showsUsedAndAvailable() {
        targets.volumes().of("shop", "data").used(0.5).filling(GIB / 60);
        pass(60);

        assertThat(value("kubelet", "kubelet_volume_stats_used_bytes")).isBetween(5.9 * GIB, 6.1 * GIB);
        assertThat(value("kubelet", "kubelet_volume_stats_available_bytes")).isBetween(3.9 * GIB, 4.1 * GIB);
    }

    @Test
    void dns_failing_answersServfail() {
        targets.dns().errors(0.25);
        pass(100);

        assertThat(value("coredns", "coredns_dns_responses_total.*SERVFAIL")).isBetween(2_990.0, 3_010.0);
    }

    @Test
    void ingress_failing_answers5xxForTheIngress() {
        targets.ingress().errors(0.5).configAccepted(false);
        pass(100);

        assertThat(value("ingress-nginx", "nginx_ingress_controller_requests.*service=\"orders\",status=\"503\""))
                .isBetween(890.0, 910.0);
        assertThat(value("ingress-nginx", "nginx_ingress_controller_config_last_reload_successful{"))
                .isZero();
    }

    @Test
    void node_unreachable_answersNothing() {
        reachable = false;
        pass(5);

        assertThat(targets.found())
                .filteredOn(it -> List.of("node-exporter", "kubelet", "kubelet-cadvisor", "kube-proxy")
                        .contains(it.job()))
                .hasSize(4)
                .allMatch(it -> it.page().isEmpty());
    }

    @Test
    void certificate_onlyWhenSaid_isATarget() {
        pass(1);
        assertThat(targets.found()).noneMatch(it -> it.job().equals("cert-manager"));
        targets.certificate("shop", "orders-tls").daysLeft(2);
        pass(1);

        assertThat(value("cert-manager", "certmanager_certificate_expiration_timestamp_seconds"))
                .isEqualTo(now + 2 * 86_400);
    }

    private double busy() {
        double idle = sum("node-exporter", "node_cpu_seconds_total.*mode=\"idle\"");
        return 1 - idle / sum("node-exporter", "node_cpu_seconds_total");
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now++;
            targets.advance(
                    new Inventory(
                            List.of(new Machine("node-0", 4, 16 * GIB, 100 * GIB, reachable)),
                            pods,
                            List.of(new Claim("shop", "data", 10 * GIB)),
                            List.of(new Route("shop", "orders", "shop.example", "/", "orders"))),
                    now,
                    1);
        }
    }

    private String page(String job) {
        return targets.found().stream()
                .filter(it -> it.job().equals(job))
                .findFirst()
                .flatMap(Found::page)
                .map(SeriesTable::page)
                .orElseThrow();
    }

    /** The first sample of which the pattern matches the beginning; {@code {}} at its end stands for no labels. */
    private double value(String job, String pattern) {
        return samples(job, pattern).get(0);
    }

    private double sum(String job, String pattern) {
        return samples(job, pattern).stream().mapToDouble(it -> it).sum();
    }

    private List<Double> samples(String job, String pattern) {
        String text = pattern.endsWith("{}") ? pattern.substring(0, pattern.length() - 2) : pattern.replace("{", "\\{");
        Matcher found =
                Pattern.compile("(?m)^" + text + "\\S*(?:\\{.*})?\\S* (\\S+)$").matcher(page(job));
        List<Double> values = new ArrayList<>();
        while (found.find()) {
            values.add(Double.parseDouble(found.group(1)));
        }
        return values;
    }

    private static Pod pod(String namespace, String name, Map<String, String> labels, Container container) {
        List<String> claims = namespace.equals("shop") ? List.of("data") : List.of();
        return new Pod(
                namespace, name, "uid-" + name, "node-0", "10.244.0.9", true, labels, List.of(container), claims);
    }
}
