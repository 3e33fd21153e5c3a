package dev.strata.endtoend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The exporter on a large cluster: [--tier S|M|L|XL|all] [--minutes N] [--troubled SHARE] [--against client-java-informer]. */
public final class IngestBench {

    private static final List<String> TIERS = List.of("S", "M", "L", "XL");
    private static final PrintStream PROGRESS = System.err;

    private IngestBench() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var options = new BenchOptions(
                Map.of("--tier", "L", "--minutes", "10", "--troubled", "0.005", "--against", ""), args);
        Duration steady = options.minutes("--minutes");
        String tier = options.text("--tier").toUpperCase(Locale.ROOT);
        String troubled = options.text("--troubled");
        String peer = options.text("--against");
        BenchTable table;
        if (!peer.isEmpty()) {
            table = AgainstInformer.compare(peer, PROGRESS);
        } else if (tier.equals("ALL")) {
            table = all(steady, troubled);
        } else {
            table = one(tier, steady, troubled);
        }
        table.print(System.out);
        table.write();
    }

    private static BenchTable one(String tier, Duration steady, String troubled)
            throws IOException, InterruptedException {
        Map<Figure, Double> figures = measure(tier, steady, troubled);
        BenchTable table = new BenchTable(
                "exporter on tier " + tier + ", " + troubled + " of the pods troubled, then " + steady.toSeconds()
                        + " s of churn",
                "measured",
                "target",
                "met");
        for (Figure figure : Figure.values()) {
            table.add(
                    figure.text(),
                    figures.getOrDefault(figure, Double.NaN),
                    figure.target(tier),
                    figure.met(tier, figures));
        }
        return table;
    }

    private static BenchTable all(Duration steady, String troubled) throws IOException, InterruptedException {
        Map<String, Map<Figure, Double>> byTier = new LinkedHashMap<>();
        for (String tier : TIERS) {
            byTier.put(tier, measure(tier, steady, troubled));
        }
        BenchTable table = new BenchTable(
                "exporter on all tiers, each with " + steady.toSeconds() + " s of churn",
                "S",
                "M",
                "L",
                "XL",
                "target of L",
                "met by L");
        for (Figure figure : Figure.values()) {
            double[] row = new double[TIERS.size() + 2];
            for (int i = 0; i < TIERS.size(); i++) {
                row[i] = byTier.getOrDefault(TIERS.get(i), Map.of()).getOrDefault(figure, Double.NaN);
            }
            row[TIERS.size()] = figure.target("L");
            row[TIERS.size() + 1] = figure.met("L", byTier.getOrDefault("L", Map.of()));
            table.add(figure.text(), row);
        }
        return table;
    }

    private static Map<Figure, Double> measure(String tier, Duration steady, String troubled)
            throws IOException, InterruptedException {
        PROGRESS.println("tier " + tier + ": making the cluster");
        Path folder = Files.createTempDirectory("strata-ingest");
        try (var server = new FakeProcess("--tier", tier, "--troubled", troubled)) {
            PROGRESS.println("  " + server.made());
            return new IngestRun(server, folder, PROGRESS).run(steady);
        }
    }
}
