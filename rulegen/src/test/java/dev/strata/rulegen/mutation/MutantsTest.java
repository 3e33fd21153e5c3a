package dev.strata.rulegen.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is made of single rules, and which of it is known to make no difference. */
class MutantsTest {
    private static final PromqlParser PARSER = PromqlParser.create();
    private static final MetricIndex METRICS = MetricIndex.standard();
    private static final Equivalence EQUIVALENCE =
            new Equivalence(Inference.of(METRICS, Surroundings.UNKNOWN), METRICS::isWhole);

    private static List<Mutation<Expr>> mutants(String expression) {
        return ExprMutants.of(PARSER.parse(expression).expr(), EQUIVALENCE);
    }

    private static List<String> texts(String expression) {
        return mutants(expression).stream()
                .map(one -> PromqlPrinter.canonical(one.changed()))
                .toList();
    }

    /** The changed expressions that are proved to answer the same. */
    private static List<String> equivalents(String expression) {
        return mutants(expression).stream()
                .filter(Mutation::equivalent)
                .map(one -> PromqlPrinter.canonical(one.changed()))
                .toList();
    }

    @Test
    void expression_eachPartIsChangedOnce() {
        assertThat(texts("sum by (pod) (rate(errors_total{job=\"shop\"}[10m])) > 5"))
                .containsExactlyInAnyOrder(
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[10m])) >= 5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[10m])) < 5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[10m]))",
                        "max by (pod) (rate(errors_total{job=\"shop\"}[10m])) > 5",
                        "sum(rate(errors_total{job=\"shop\"}[10m])) > 5",
                        "sum by (pod) (irate(errors_total{job=\"shop\"}[10m])) > 5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[5m])) > 5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[20m])) > 5",
                        "sum by (pod) (rate(errors_total[10m])) > 5",
                        "sum by (pod) (rate(errors_total{job!=\"shop\"}[10m])) > 5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[10m])) > 4.5",
                        "sum by (pod) (rate(errors_total{job=\"shop\"}[10m])) > 5.5");
    }

    @Test
    void join_eachSideAndEachLabelIsLost() {
        assertThat(texts("a and on (pod) b")).containsExactlyInAnyOrder("a unless on (pod) b", "a", "a and on () b");
        assertThat(texts("a or b")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void offset_isLeftOut() {
        assertThat(texts("a offset 1h")).containsExactly("a");
    }

    @Test
    void equalParts_areToldApart() {
        assertThat(texts("a{x=\"1\"} + a{x=\"1\"}")).contains("a + a{x=\"1\"}", "a{x=\"1\"} + a");
    }

    @Test
    void bounds_thatNoValueTellsApart_areEquivalent() {
        assertThat(equivalents("count(a) > 3"))
                .as("whole numbers between 3 and 4 there are none")
                .containsExactly("count(a) > 3.3000000000000003");
        assertThat(equivalents("count(a) > 10")).as("11 is told from 10").doesNotContain("count(a) > 11");
        assertThat(equivalents("count(a) >= 0")).contains("count(a)", "count(a) >= -1");
    }

    @Test
    void bounds_ofNumbersThatNeedNotBeWhole_areNot() {
        assertThat(equivalents("a > 3")).isEmpty();
        assertThat(equivalents("sum(rate(a[5m])) > 3")).isEmpty();
    }

    @Test
    void alert_timesLabelsAndTextsAreChanged() {
        var rule = new AlertingRule(
                "A",
                PARSER.parse("a").expr(),
                Duration.ofMinutes(4),
                Duration.ZERO,
                new TreeMap<>(Map.of("team", "shop")),
                new TreeMap<>(Map.of("summary", "text")),
                new RuleOrigin(SourceFile.of("a.yaml", "a"), new Span(0, 1)));
        List<Mutation<AlertingRule>> mutants = AlertMutants.of(rule, EQUIVALENCE);
        assertThat(mutants.stream().map(Mutation::what))
                .containsExactly(
                        "\"for\" is left out",
                        "\"for\" is halved",
                        "\"for\" is doubled",
                        "the label team is left out",
                        "the label team has another value",
                        "the text summary is left out");
        assertThat(mutants.stream().map(one -> one.changed().holdFor().toMinutes()))
                .containsExactly(0L, 2L, 8L, 4L, 4L, 4L);
        assertThat(mutants.stream().filter(Mutation::disables).map(Mutation::what))
                .containsExactly("\"for\" is left out", "the label team is left out", "the text summary is left out");
        assertThat(mutants).noneMatch(Mutation::equivalent);
    }

    @Test
    void copies_haveNamesOfTheirOwnWhereverTheyAreNamed() {
        var renaming = new Renaming(7, Set.of("slo:bad", "A"));
        assertThat(renaming.text("sum(slo:bad{x=\"1\"}) + other")).isEqualTo("sum(slo:bad__m7{x=\"1\"}) + other");
        assertThat(renaming.text("ALERTS{alertname=\"A\"}")).isEqualTo("ALERTS{alertname=\"A__m7\"}");
        assertThat(renaming.text("{cluster=\"c\"}")).isEqualTo("{cluster=\"c\"}");
    }
}
