package dev.strata.endtoend.bench;

import com.sun.management.ThreadMXBean;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.kube.KubeTimings;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.signal.Evaluators;
import dev.strata.exporter.signal.SignalEvaluator;
import dev.strata.exporter.signal.SignalInput;
import dev.strata.exporter.signal.Thresholds;
import dev.strata.testbed.fake.FakeApiServer;
import dev.strata.testbed.fake.FakeCluster;
import dev.strata.testbed.fake.FakePlan;
import dev.strata.testbed.fake.generate.Tier;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One evaluation after the other in this process: [--tier S|M|L|XL] [--rounds N] [--changes N] [--troubled SHARE] [--top N]. */
public final class EvaluationBench {

    private static final PrintStream PROGRESS = System.err;
    private static final int WARM = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FakeCluster cluster;
    private final ClusterStore store = new ClusterStore(InstantSource.system());
    private final HealthFold fold = new HealthFold();
    private @Nullable HealthSnapshot last;

    private EvaluationBench(FakeCluster cluster) {
        this.cluster = cluster;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var options = new BenchOptions(
                Map.of("--tier", "L", "--rounds", "25", "--changes", "5000", "--troubled", "0.005", "--top", "20"),
                args);
        Tier tier = Tier.of(options.text("--tier")).withTroubled(Double.parseDouble(options.text("--troubled")));
        try (var cluster = new FakeCluster(tier, 1, InstantSource.system())) {
            new EvaluationBench(cluster)
                    .run(
                            Integer.parseInt(options.text("--rounds")),
                            Integer.parseInt(options.text("--changes")),
                            Integer.parseInt(options.text("--top")),
                            "evaluation of all signals, tier " + options.text("--tier") + ", "
                                    + options.text("--changes") + " changes between two");
        }
    }

    private void run(int rounds, int changes, int top, String title) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("strata-evaluation");
        try (var server = new FakeApiServer(cluster, FakePlan.usual());
                var source = new KubeSource(
                        new KubeSettings(kubeconfig(server, folder), null, KubeTimings.DEFAULTS),
                        Projection.plain(),
                        store,
                        InstantSource.system(),
                        null)) {
            source.start();
            awaitPods();
            var views = new Quantiles();
            var folds = new Quantiles();
            var allocated = new Quantiles();
            for (int i = 0; i < rounds; i++) {
                for (int done = 0; done < changes; ) {
                    done += cluster.step(1);
                }
                awaitPods();
                Thread.sleep(1000);
                measure(views, folds, allocated, i >= WARM);
            }
            var table = new BenchTable(title, "p50", "p99");
            add(table, "view, CPU ms", views);
            add(table, "evaluation, CPU ms", folds);
            add(table, "evaluation, allocated MB", allocated);
            signals(table, top);
            table.print(System.out);
            table.write();
        }
    }

    private static void add(BenchTable table, String name, Quantiles values) {
        table.add(name, values.at(0.5), values.at(0.99));
    }

    private void measure(Quantiles views, Quantiles folds, Quantiles allocated, boolean counts) {
        long cpu = threads.getCurrentThreadCpuTime();
        Instant now = InstantSource.system().instant();
        ClusterView view = store.view(now);
        long seen = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        last = fold.next(
                last,
                new HealthInput(view, Measurements.NOT_CONFIGURED, List.of(), HealthSettings.DEFAULTS, Map.of(), now));
        long done = threads.getCurrentThreadCpuTime();
        if (counts) {
            views.add((seen - cpu) / 1e6);
            folds.add((done - seen) / 1e6);
            allocated.add((threads.getCurrentThreadAllocatedBytes() - bytes) / 1e6);
        }
    }

    /** What each evaluator takes by itself; the dearest. */
    private void signals(BenchTable table, int top) {
        Instant now = InstantSource.system().instant();
        ClusterView view = store.view(now);
        var taken = new TreeMap<String, Quantiles>();
        for (int i = 0; i < WARM * 2; i++) {
            var input = new SignalInput(view, Measurements.NOT_CONFIGURED, Thresholds.DEFAULTS, now);
            for (SignalEvaluator evaluator : Evaluators.all()) {
                if (evaluator.resources().stream()
                                .allMatch(r -> view.freshness(r).isFresh())
                        && evaluator.queries().isEmpty()) {
                    long begin = threads.getCurrentThreadCpuTime();
                    evaluator.evaluate(input);
                    taken.computeIfAbsent(evaluator.signal().id(), id -> new Quantiles())
                            .add((threads.getCurrentThreadCpuTime() - begin) / 1e6);
                }
            }
        }
        taken.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().at(0.5)))
                .limit(top)
                .forEach(entry -> add(
                        table,
                        (HealthSettings.DEFAULTS.disabled().contains(entry.getKey()) ? "  (off) " : "  ")
                                + entry.getKey() + ", CPU ms",
                        entry.getValue()));
    }

    private void awaitPods() throws InterruptedException {
        while (store.count(KubeResource.PODS) != cluster.size("pods")) {
            Thread.sleep(100);
        }
        PROGRESS.print(".");
    }

    private static Path kubeconfig(FakeApiServer server, Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: fake
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: fake, user: {}}]
                """.formatted(server.url()));
    }
}
