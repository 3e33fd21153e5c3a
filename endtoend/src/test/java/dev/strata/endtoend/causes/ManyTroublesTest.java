package dev.strata.endtoend.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.exposition.HealthCollector;
import dev.strata.exporter.exposition.SelfFigures;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.report.Diagnosis;
import dev.strata.exporter.report.TextReport;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 5 000 nodes with 200 broken workloads for five reasons that have nothing to do with one another. */
class ManyTroublesTest {

    private static final int NODES = 5000;
    private static final int HEALTHY = 4000;
    private static final int EACH = 40;
    private static final Instant START = Instant.parse("2026-11-28T02:40:00Z");

    private static HealthSnapshot snapshot;
    private static double evaluation;

    @BeforeAll
    static void look() {
        Locale.setDefault(Locale.ROOT);
        Play play = new Play(new Random(5), START);
        for (int i = 0; i < NODES; i++) {
            play.nodes.add(new Node("node-" + i, "zone-" + "abc".charAt(i % 3), 16, START.minusSeconds(864_000)));
        }
        play.namespaces.put("batch", Map.of("kubernetes.io/metadata.name", "batch", "tier", "critical"));
        for (int i = 0; i < HEALTHY; i++) {
            settled(play, "team-" + i % 200, "app-" + i, i % 2000);
        }
        var waiting = new ArrayList<Workload>();
        for (int i = 0; i < EACH; i++) {
            Workload lost = settled(play, "north-" + i % 7, "lost-" + i, 2000 + i);
            lost.live().stream()
                    .flatMap(pod -> Optional.ofNullable(pod.node).stream())
                    .forEach(n -> n.silent = START);
            Workload unpulled = settled(play, "east-" + i % 5, "unpulled-" + i, i * 3);
            unpulled.recreate = true;
            unpulled.release(Fault.image(unpulled.image(), "dial tcp 10.9.8.7:443: i/o timeout"), START);
            settled(play, "west-" + i % 9, "crashing-" + i, i * 5).fault = Fault.crash(1);
            Workload refused = settled(play, "batch", "refused-" + i, i * 7);
            refused.replicas = 4;
            Workload claiming = settled(play, "south-" + i % 3, "claiming-" + i, i * 11);
            claiming.claims = true;
            waiting.add(claiming);
        }
        play.quotas.add(new Play.Quota("batch", "compute", play.used("batch")));
        waiting.forEach(workload -> pend(play, workload));
        List<Workload> broken = play.workloads.subList(HEALTHY, play.workloads.size());
        for (Workload workload : broken) {
            play.services.add(new Service(workload.namespace, workload.name, workload.name));
        }
        for (int step = 0; step < 28; step++) {
            play.now = play.now.plus(Play.STEP);
            play.nodes.forEach(node -> node.judge(play.now));
            broken.forEach(workload -> live(play, workload));
        }
        snapshot = evaluated(play);
    }

    private static Workload settled(Play play, String namespace, String name, int at) {
        play.namespaces.putIfAbsent(
                namespace, Map.of("kubernetes.io/metadata.name", namespace, "tier", "critical", "team", namespace));
        Instant old = START.minusSeconds(864_000);
        var workload = new Workload("Deployment", namespace, name, 2, old);
        play.workloads.add(workload);
        for (int i = 0; i < 2; i++) {
            workload.add(old).settle(play.nodes.get((at * 2 + i) % NODES), old);
        }
        return workload;
    }

    private static void pend(Play play, Workload workload) {
        workload.pods.clear();
        Pod pod = workload.add(START);
        play.claims.put(
                workload.namespace + "/" + pod.claim(),
                new Play.Claim(
                        workload.namespace,
                        pod.claim(),
                        "fast",
                        "failed to provision volume with StorageClass \"fast\": rpc error: code = Unavailable desc = connection refused",
                        START));
        pod.unschedulable = "0/5000 nodes are available: pod has unbound immediate PersistentVolumeClaims.";
        pod.unschedulableSince = START;
    }

    /** A round of what its controller and the kubelets below it do. */
    private static void live(Play play, Workload workload) {
        if (workload.recreate && workload.live().stream().anyMatch(p -> p.revision != workload.revision)) {
            workload.pods.clear();
            for (int i = 0; i < workload.replicas; i++) {
                workload.add(play.now).bind(play.nodes.get(i), play.now);
            }
        }
        for (Pod pod : workload.pods) {
            Node node = pod.node;
            if (node != null && node.isAlive()) {
                pod.step(workload.faultOf(pod), play.events, play.now);
            } else if (node != null && !node.isReady()) {
                pod.setReady(false, play.now);
            }
        }
        workload.refusal = workload.live().size() < workload.replicas ? play.refusal(workload) : "";
        if (!workload.refusal.isEmpty()) {
            play.events.about(
                    "ReplicaSet",
                    workload.namespace,
                    workload.set(workload.revision),
                    "Warning",
                    "FailedCreate",
                    "Error creating: " + workload.refusal,
                    play.now);
        }
        workload.observed = workload.generation;
        workload.judge(play.now);
    }

    private static HealthSnapshot evaluated(Play play) {
        var feed = new ApiFeed(play, new Random(7));
        var fold = new HealthFold();
        @Nullable HealthSnapshot last = null;
        var times = new double[9];
        for (int i = 0; i < times.length; i++) {
            var view = feed.show(Manifests.of(play), play.events.takeChanged());
            var input = new HealthInput(
                    view, Measurements.NOT_CONFIGURED, List.of(), HealthSettings.DEFAULTS, Map.of(), play.now);
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            last = fold.next(last, input);
            times[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e6;
            play.now = play.now.plusSeconds(15);
        }
        Arrays.sort(times);
        evaluation = times[times.length / 2];
        return Objects.requireNonNull(last);
    }

    @Test
    void troubles_ofFiveReasons_areFiveRootCauses() {
        var signals = new TreeSet<String>();
        for (RootCause root : snapshot.rootCauses()) {
            System.out.printf(
                    "%s, alike %d, explains %d%n",
                    root.finding().id(), root.alike().size(), root.effects().size());
            signals.add(root.finding().id().signal());
        }
        System.out.printf("evaluation %.0f ms of processor time, median of nine%n", evaluation);
        assertThat(snapshot.rootCauses()).hasSize(5);
        assertThat(signals)
                .containsExactly(
                        "image_pull_failing", "node_not_ready", "pod_crashloop", "pvc_pending", "quota_exceeded");
    }

    @Test
    void troubles_manyFindings_fitOnTwoScreensAndSixThousandSeries() throws IOException {
        String text = TextReport.print(Diagnosis.of(snapshot), false, 120);
        System.out.println("lines " + text.lines().count());
        assertThat(text.lines().count()).isLessThanOrEqualTo(100);
        var registry = new PrometheusRegistry();
        var collector = new HealthCollector();
        registry.register(collector);
        collector.publish(snapshot, SelfFigures.none("test"));
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        long series = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
        System.out.println("series " + series);
        assertThat(series).isLessThanOrEqualTo(6000);
    }
}
