package dev.strata.rulegen.cli;

import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.mutation.Equivalence;
import dev.strata.rulegen.mutation.MutantFile;
import dev.strata.rulegen.mutation.Mutants;
import dev.strata.rulegen.mutation.MutationScore;
import dev.strata.rulegen.mutation.RuleMutant;
import dev.strata.rulegen.mutation.Verdicts;
import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.output.Outputs;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promtool.Promtool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes mutants, has promtool judge them, prints what came of it. */
final class MutationRun {
    /** A file is run again as often as rules in it cannot be evaluated; so often none can. */
    private static final int MOST_ROUNDS = 12;

    private static final int BATCH = 4;

    private final MutationScore score;
    private final PrintWriter out;

    private MutationRun(MutationScore score, PrintWriter out) {
        this.score = score;
        this.out = out;
    }

    /** {@code disablingOnly}: only those mutants that leave a part of a rule out. */
    static MutationRun of(
            Run run, Promtool promtool, Predicate<String> wanted, boolean disablingOnly, Console console) {
        var metrics = MetricIndex.standard();
        var inference = Inference.of(metrics, Surroundings.UNKNOWN);
        Mutants mutants = Mutants.of(
                run.definitions().targets().sources(),
                run.compilation(),
                new Equivalence(inference, metrics::isWhole),
                wanted,
                disablingOnly);
        console.progress("judging " + mutants.all().size() + " mutants");
        var verdicts = new Verdicts();
        List<MutantFile> open = mutants.files();
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            open = verdicts.read(judgeAll(promtool, open), open);
        }
        Set<Integer> killed = verdicts.killed();
        if (killed.contains(0)) {
            throw new Unavailable("the tests fail for the rules as they are; see 'rulegen test'");
        }
        return new MutationRun(MutationScore.of(mutants.all(), killed), console.out());
    }

    /** Two at a time; files that take long do not hold up one another. */
    private static String judgeAll(Promtool promtool, List<MutantFile> files) {
        return IntStream.range(0, (files.size() + BATCH - 1) / BATCH)
                .parallel()
                .mapToObj(i -> files.subList(i * BATCH, Math.min(files.size(), (i + 1) * BATCH)))
                .map(batch -> judge(promtool, batch))
                .collect(Collectors.joining("\n"));
    }

    private static String judge(Promtool promtool, List<MutantFile> files) {
        List<OutputFile> written = Outputs.tested(
                files.stream().map(MutantFile::rules).toList(),
                files.stream().map(MutantFile::promtest).toList());
        var arguments = new ArrayList<>(List.of("test", "rules"));
        written.stream()
                .map(OutputFile::path)
                .filter(path -> path.endsWith(".test.yaml"))
                .forEach(arguments::add);
        Promtool.Outcome outcome = TemporaryFolder.with(written, (Path folder) -> promtool.run(folder, arguments));
        if (outcome.stopped()) {
            throw new Unavailable("promtool did not end within ten minutes");
        }
        return outcome.output();
    }

    double percent() {
        return score.percent();
    }

    /** Each mutant that no test noticed, with an input that would show it, then the score of each rule and of all. */
    void print() {
        for (RuleMutant mutant : score.survivors()) {
            out.println(mutant.rule() + ": " + mutant.what());
            out.println("  would be noticed with: " + mutant.killer());
        }
        if (!score.survivors().isEmpty()) {
            out.println();
        }
        score.byRule().forEach((rule, counts) -> {
            if (counts[0] < counts[1]) {
                out.println(String.format(Locale.ROOT, "%5d of %4d  %s", counts[0], counts[1], rule));
            }
        });
        out.println(score.summary());
    }

    /** The parts of each rule that could be left out without a test that notices. */
    void printCoverage() {
        String rule = "";
        for (RuleMutant mutant : score.survivors()) {
            if (!mutant.rule().equals(rule)) {
                rule = mutant.rule();
                int[] counts = score.byRule().getOrDefault(rule, new int[2]);
                out.println(rule + ": " + counts[0] + " of " + counts[1] + " parts are covered");
            }
            out.println("  not covered: " + mutant.what());
        }
        out.println(String.format(
                Locale.ROOT,
                "%d of %d parts of the rules are covered (%.2f %%)",
                score.killed(),
                score.all(),
                score.percent()));
    }
}
