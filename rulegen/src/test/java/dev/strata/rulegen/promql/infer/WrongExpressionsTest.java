package dev.strata.rulegen.promql.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.Golden;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.DiagnosticPrinter;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that people make are found, and nothing is found in what they meant. */
class WrongExpressionsTest {
    private static final Inference INFERENCE =
            Inference.of(new Known(), new Surroundings(Duration.ofSeconds(30), Set.of("cluster")));

    /** What the tests declare, and else the metric index. */
    private static final class Known implements MetricSchema {
        private static final MetricIndex INDEX = MetricIndex.standard();

        @Override
        public Optional<Facts> find(String name) {
            return facts(name).or(() -> INDEX.find(name));
        }

        @Override
        public Set<String> usualValues(String name, String label) {
            return INDEX.usualValues(name, label);
        }

        @Override
        public Optional<String> missing(String name) {
            return INDEX.missing(name);
        }

        @Override
        public Optional<String> withoutLabel(String name, String label) {
            return INDEX.withoutLabel(name, label);
        }
    }

    record Pair(String wrong, String finding, String right) {}

    private static Optional<MetricSchema.Facts> facts(String name) {
        return switch (name) {
            case "declared_up" -> declared(Meaning.Kind.GAUGE, Interval.ZERO_OR_ONE);
            case "declared_gauge" -> declared(Meaning.Kind.GAUGE, Interval.ANY);
            case "declared_counter" -> declared(Meaning.Kind.COUNTER, Interval.NOT_NEGATIVE);
            case "job:requests:sum" -> recorded("sum by (job) (requests_total)");
            case "job:requests:rate5m" -> recorded("sum by (job) (rate(requests_total[5m]))");
            default -> Optional.empty();
        };
    }

    private static Optional<MetricSchema.Facts> declared(Meaning.Kind kind, Interval values) {
        return Optional.of(new MetricSchema.Facts(new Meaning(kind, Unit.NONE, true), Labels.ANY, values));
    }

    private static Optional<MetricSchema.Facts> recorded(String expression) {
        Inference inference = Inference.of(MetricSchema.EMPTY, Surroundings.UNKNOWN);
        Description description =
                inference.infer(PromqlParser.create().parse(expression).expr()).description();
        return Optional.of(MetricSchema.Facts.recorded(description));
    }

    static List<Pair> pairs() throws IOException {
        try (InputStream file = WrongExpressionsTest.class.getResourceAsStream("/promql/infer/wrong.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" => ", -1))
                    .map(cells -> new Pair(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    private static List<Finding> findings(String expression) {
        var parser = PromqlParser.withFeatures(EnumSet.allOf(Feature.class));
        return INFERENCE.infer(parser.parse(expression).expr()).findings();
    }

    @Test
    void set_isLargeEnough() throws IOException {
        assertThat(pairs()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void wrong_isFound_rightIsNot(Pair pair) {
        assertThat(findings(pair.wrong())).extracting(Finding::id).contains(pair.finding());
        assertThat(findings(pair.right())).isEmpty();
    }

    /** The page lists what is found, with the first example of each. */
    @Test
    void page_listsEachFindingWithAnExample() throws IOException {
        var page = new StringBuilder("""
                # What `rulegen promql check` finds

                Beside what Prometheus itself refuses. An error is certain, a warning is what people rarely mean. The
                examples are tests; what is meant instead is never reported. Metrics are known by the metric index, by
                the recording rules of the run, and else by the conventions for names.

                | finding | for example | says | meant |
                | --- | --- | --- | --- |
                """);
        var seen = new TreeSet<String>();
        for (Pair pair : pairs()) {
            if (seen.add(pair.finding())) {
                Finding found = findings(pair.wrong()).stream()
                        .filter(finding -> finding.id().equals(pair.finding()))
                        .findFirst()
                        .orElseThrow();
                page.append("| `")
                        .append(pair.finding())
                        .append("` | ")
                        .append(code(pair.wrong()))
                        .append(" | ");
                page.append(cell(found.message()))
                        .append(" | ")
                        .append(code(pair.right()))
                        .append(" |\n");
            }
        }
        Golden.check(Path.of("../docs/promql-findings.md"), page.toString());
    }

    private static String code(String expression) {
        return "`" + cell(expression) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    @Test
    void finding_printed_tellsWhatToDo() {
        String text = "histogram_quantile(0.99, sum by (job) (rate(latency_seconds_bucket[5m])))";
        SourceFile file = SourceFile.of("rules.yaml", text);
        List<Diagnostic> diagnostics =
                findings(text).stream().map(finding -> finding.in(file)).toList();
        assertThat(DiagnosticPrinter.plain().print(diagnostics)).isEqualTo("""
                rules.yaml:1:26: error: histogram_quantile() of classic buckets without their label "le" gives nothing \
                [type/no-buckets]
                  histogram_quantile(0.99, sum by (job) (rate(latency_seconds_bucket[5m])))
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  hint: keep it: sum by (le, ...) (rate(..._bucket[5m]))
                """);
    }
}
