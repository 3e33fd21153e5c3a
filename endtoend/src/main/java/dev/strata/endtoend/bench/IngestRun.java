package dev.strata.endtoend.bench;

import dev.strata.endtoend.Program;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.testbed.part.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The exporter as it is shipped, on a fake server: until it is ready, and then while the cluster churns. */
final class IngestRun {

    private static final double CHURN = 500;
    private static final Duration CALIBRATION = Duration.ofSeconds(10);
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(5);
    private static final String WATCHED = Arrays.stream(KubeResource.values())
            .filter(resource -> !resource.isOptIn())
            .map(KubeResource::plural)
            .distinct()
            .collect(Collectors.joining(" "));

    private final FakeProcess server;
    private final Path folder;
    private final PrintStream progress;
    private ProcessCost newest = new ProcessCost(0, 0, 0);
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    /** @param folder for what the exporter reads and says */
    IngestRun(FakeProcess server, Path folder, PrintStream progress) {
        this.server = server;
        this.folder = folder;
        this.progress = progress;
    }

    /** Measures; figures that could not be measured are missing. */
    Map<Figure, Double> run(Duration steady) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + Ports.free();
        Path log = folder.resolve("exporter.log");
        List<String> arguments =
                List.of("serve", "--kubeconfig", server.kubeconfig(folder).toString(), "--web.listen-address", address);
        figures.put(Figure.LOAD_BEFORE, ProcessCost.load());
        double fake = server.cpu().toMillis() / 1e3;
        long begin = System.nanoTime();
        try (var exporter = Program.start("strata-exporter", log, Map.of(), arguments)) {
            var page = new MetricsPage("http://" + address);
            awaitReady(exporter, page, begin);
            figures.put(Figure.SYNC_FAKE_CPU, server.cpu().toMillis() / 1e3 - fake);
            if (!steady.isZero()) {
                steady(exporter, page, steady);
            }
            figures.put(Figure.PEAK, newest.peakMiB());
            figures.put(Figure.RESIDENT, newest.residentMiB());
            figures.put(Figure.LOAD, ProcessCost.load());
            return figures;
        } finally {
            server.order("churn 0");
        }
    }

    private void awaitReady(Program exporter, MetricsPage page, long begin) throws IOException, InterruptedException {
        while (page.status("/-/ready") != 200) {
            if (!exporter.isAlive() || System.nanoTime() - begin > LONGEST_SYNC.toNanos()) {
                throw new IOException("the exporter did not become ready; it said:\n"
                        + Files.readString(folder.resolve("exporter.log")));
            }
            Thread.sleep(20);
        }
        figures.put(Figure.SYNC_WALL, (System.nanoTime() - begin) / 1e9);
        ProcessCost cost = cost(exporter);
        figures.put(Figure.SYNC_CPU, cost.cpuSeconds());
        figures.put(Figure.SYNC_PEAK, cost.peakMiB());
        double objects = 0;
        for (var line : page.families("strata_objects").lines()) {
            objects += line.value();
            if ("pods".equals(line.labels().get("resource"))) {
                figures.put(Figure.PODS, line.value());
            }
        }
        figures.put(Figure.OBJECTS, objects);
        double served = Double.parseDouble(server.order("size pods"));
        if (served != figures.getOrDefault(Figure.PODS, 0.0)) {
            throw new IOException(
                    "the exporter calls itself ready with " + figures.get(Figure.PODS) + " of " + served + " pods");
        }
        progress.printf(
                "  ready after %.2f s with %.0f objects, %.2f CPU-seconds, %.0f MiB at most%n",
                figures.get(Figure.SYNC_WALL), objects, cost.cpuSeconds(), cost.peakMiB());
    }

    private void steady(Program exporter, MetricsPage page, Duration time) throws IOException, InterruptedException {
        calibrate();
        var phase = new SteadyPhase(page, server);
        long begin = System.nanoTime();
        double changes = changes();
        double fake = server.cpu().toMillis() / 1e3;
        double cpu = cost(exporter).cpuSeconds();
        try {
            phase.run(time, () -> {
                ProcessCost now = cost(exporter);
                progress.printf(
                        "  %4.0f s: %.3f cores, %.0f MiB at most, %s%n",
                        seconds(begin), (now.cpuSeconds() - cpu) / seconds(begin), now.peakMiB(), phase.soFar());
            });
            figures.put(Figure.STEADY_CPU, (cost(exporter).cpuSeconds() - cpu) / seconds(begin));
        } catch (UncheckedIOException e) {
            if (exporter.isAlive()) {
                throw e;
            }
            figures.put(Figure.ENDED, seconds(begin));
            progress.println("  the exporter has ended by itself; it said:\n" + exporter.log());
        }
        double took = seconds(begin);
        figures.put(Figure.EVENTS, (changes() - changes) / took);
        figures.put(Figure.FAKE_CPU, (server.cpu().toMillis() / 1e3 - fake) / took);
        phase.putInto(figures);
    }

    /** Not every change is of a kind that the exporter watches: sets the rate so that those that are come at the rate. */
    private void calibrate() throws IOException, InterruptedException {
        double before = changes();
        long begin = System.nanoTime();
        server.order("churn " + CHURN);
        Thread.sleep(CALIBRATION.toMillis());
        double watched = (changes() - before) / seconds(begin);
        server.order("churn " + CHURN * CHURN / Math.max(1, watched));
    }

    private ProcessCost cost(Program exporter) {
        newest = ProcessCost.of(exporter.pid());
        return newest;
    }

    private double changes() throws IOException {
        return Double.parseDouble(server.order("changes " + WATCHED));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
