package dev.strata.endtoend.bench;

import dev.strata.endtoend.Program;
import dev.strata.rulegen.definition.yaml.RuleFileReader;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.testbed.part.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Parsing and checking of PromQL: warm for each expression, cold for 4 000 rules beside promtool.
 *
 * <p>The corpus is that of the pack's own rules; the file of 4 000 rules repeats them under other names.
 */
final class PromqlBench {
    private static final int RULES = 4_000;
    private static final int RUNS = 5;
    private static final int ROUNDS = 40;
    private static final int COUNTED = 11;
    private static final double PARSE_TARGET = 20;
    private static final double CHECK_TARGET = 100;
    private static final double COLD_TARGET = 3;

    private PromqlBench() {}

    public static void main(String[] arguments) throws IOException {
        List<String> corpus = corpus();
        var warm = new BenchTable(
                "PromQL, " + corpus.size() + " expressions of the pack, warm, median of " + COUNTED + " rounds",
                "us each",
                "target us");
        PromqlParser parser = PromqlParser.create();
        Inference inference =
                Inference.of(MetricIndex.standard(), new Surroundings(Duration.ofSeconds(30), Set.of("cluster")));
        System.err.println("warming up");
        warm.add("parse", micros(corpus, text -> parser.parse(text).isOk()), PARSE_TARGET);
        warm.add(
                "parse and check",
                micros(
                        corpus,
                        text -> inference
                                .infer(parser.parse(text).expr())
                                .findings()
                                .isEmpty()),
                CHECK_TARGET);
        warm.print(System.out);
        System.out.println();
        cold(corpus);
        warm.write();
    }

    private static List<String> corpus() throws IOException {
        var corpus = new ArrayList<String>();
        try (Stream<Path> files = Files.list(Program.root().resolve("rules/generated"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                var diagnostics = new Diagnostics();
                RuleFileReader.read(SourceFile.of(file.toString(), Files.readString(file)), diagnostics)
                        .forEach(rule -> corpus.add(rule.expression().text()));
            }
        }
        if (corpus.isEmpty()) {
            throw new IllegalStateException("no rules in rules/generated");
        }
        return corpus;
    }

    private static void cold(List<String> corpus) throws IOException {
        Path folder = Files.createTempDirectory("strata-bench");
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, rules(corpus));
        Path root = Program.root();
        System.err.println("cold runs: promtool, then rulegen, " + RUNS + " each");
        String promtool = Parts.built().program("promtool").toString();
        ColdRun theirs = ColdRun.median(RUNS, root, List.of(promtool, "check", "rules", file.toString()));
        ColdRun ours = ColdRun.median(
                RUNS, root, List.of(root.resolve("bin/rulegen").toString(), "promql", "check", file.toString()));
        var table = new BenchTable(
                RULES + " rules in one file of " + Files.size(file) / 1024 + " KiB, cold, median of " + RUNS + " runs",
                "seconds",
                "CPU seconds",
                "target s");
        table.add("promtool check rules (syntax only)", theirs.seconds(), theirs.cpuSeconds(), Double.NaN);
        table.add("rulegen promql check (with inference)", ours.seconds(), ours.cpuSeconds(), COLD_TARGET);
        table.add("ratio", ours.seconds() / theirs.seconds(), ours.cpuSeconds() / theirs.cpuSeconds(), Double.NaN);
        table.print(System.out);
        Files.delete(file);
        Files.delete(folder);
    }

    private static String rules(List<String> corpus) {
        var text = new StringBuilder("groups:\n");
        for (int i = 0; i < RULES; i++) {
            if (i % 20 == 0) {
                text.append("- name: group").append(i / 20).append("\n  rules:\n");
            }
            text.append("  - alert: Alert").append(i).append("\n    expr: |-\n      ");
            text.append(corpus.get(i % corpus.size()).strip().replace("\n", "\n      "))
                    .append('\n');
            text.append("    for: 5m\n    labels: { severity: warning, team: shop }\n");
            text.append("    annotations: { summary: 'at {{ $value | humanize }}' }\n");
        }
        return text.toString();
    }

    private interface Work {
        boolean run(String text);
    }

    private static double micros(List<String> corpus, Work work) {
        double[] rounds = new double[COUNTED];
        int repeat = Math.max(1, 20_000 / corpus.size());
        long done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                for (String text : corpus) {
                    done += work.run(text) ? 1 : 0;
                }
            }
            double micros = (System.nanoTime() - start) / 1000.0 / repeat / corpus.size();
            if (round >= ROUNDS - COUNTED) {
                rounds[round - (ROUNDS - COUNTED)] = micros;
            }
        }
        if (done == 0) {
            throw new IllegalStateException("nothing was parsed");
        }
        Arrays.sort(rounds);
        return rounds[COUNTED / 2];
    }
}
