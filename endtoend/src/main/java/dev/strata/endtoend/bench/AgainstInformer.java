package dev.strata.endtoend.bench;

import dev.strata.testbed.fake.generate.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The exporter beside the Java client's informer of pods on the same fake server, one after the other. */
final class AgainstInformer {

    private static final int PODS = 50_000;
    private static final Duration STEADY = Duration.ofMinutes(2);

    private AgainstInformer() {}

    static BenchTable compare(String peer, PrintStream progress) throws IOException, InterruptedException {
        if (!peer.equals("client-java-informer")) {
            throw new IllegalArgumentException("no peer " + peer + ": there is client-java-informer");
        }
        double scale = (double) PODS / Tier.L.counts().pods();
        Path folder = Files.createTempDirectory("strata-ingest");
        try (var server = new FakeProcess("--tier", "L", "--scale", Double.toString(scale))) {
            progress.println(server.made() + "; the exporter, which watches all kinds and judges");
            Map<Figure, Double> ours = new IngestRun(server, folder, progress).run(STEADY);
            progress.println("the informer, which holds the pods and does nothing with them");
            List<Double> theirs = informer(server, server.kubeconfig(folder), ours.getOrDefault(Figure.EVENTS, 0.0));
            BenchTable table = new BenchTable(
                    "exporter (all kinds, judged) beside the Java client's informer (pods alone), " + PODS + " pods, "
                            + STEADY.toSeconds() + " s of churn",
                    "exporter",
                    "informer",
                    "ratio");
            List<Figure> rows = List.of(
                    Figure.OBJECTS,
                    Figure.SYNC_WALL,
                    Figure.SYNC_CPU,
                    Figure.SYNC_PEAK,
                    Figure.STEADY_CPU,
                    Figure.PEAK);
            for (int i = 0; i < rows.size(); i++) {
                double own = ours.getOrDefault(rows.get(i), Double.NaN);
                table.add(rows.get(i).text(), own, theirs.get(i), theirs.get(i) / own);
            }
            table.add(
                    "load of the machine", ours.getOrDefault(Figure.LOAD, Double.NaN), ProcessCost.load(), Double.NaN);
            return table;
        }
    }

    /** Objects, seconds, CPU-seconds and peak until synced; cores and peak over the churn. */
    private static List<Double> informer(FakeProcess server, Path kubeconfig, double events)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InformerPeer.class.getName(),
                        kubeconfig.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String said = lines.readLine();
            if (said == null) {
                throw new IOException("the informer has ended");
            }
            double wall = (System.nanoTime() - begin) / 1e9;
            ProcessCost synced = ProcessCost.of(process.pid());
            server.order("churn " + events);
            long steady = System.nanoTime();
            Thread.sleep(STEADY.toMillis());
            ProcessCost end = ProcessCost.of(process.pid());
            double cores = (end.cpuSeconds() - synced.cpuSeconds()) / ((System.nanoTime() - steady) / 1e9);
            return List.of(Double.parseDouble(said), wall, synced.cpuSeconds(), synced.peakMiB(), cores, end.peakMiB());
        } finally {
            server.order("churn 0");
            process.destroy();
            process.waitFor();
        }
    }
}
