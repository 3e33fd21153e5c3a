package dev.strata.rulegen.promql.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromqlPrinterTest {
    private static final Expr A = VectorSelector.of("a");
    private static final Expr B = VectorSelector.of("b");

    private static BinaryExpr binary(Expr left, BinaryOp op, Expr right) {
        return BinaryExpr.of(left, op, VectorMatching.DEFAULT, right);
    }

    @Test
    void canonical_builtTree_getsTheParenthesesItNeeds() {
        Expr sum = binary(A, BinaryOp.ADD, B);
        assertThat(PromqlPrinter.canonical(binary(sum, BinaryOp.MULTIPLY, sum))).isEqualTo("(a + b) * (a + b)");
        assertThat(PromqlPrinter.canonical(binary(A, BinaryOp.SUBTRACT, sum))).isEqualTo("a - (a + b)");
        assertThat(PromqlPrinter.canonical(binary(sum, BinaryOp.SUBTRACT, A))).isEqualTo("a + b - a");
        assertThat(PromqlPrinter.canonical(UnaryExpr.minus(sum))).isEqualTo("-(a + b)");
        assertThat(PromqlPrinter.canonical(BinaryExpr.of(NumberLiteral.of(-2), BinaryOp.POWER, A)))
                .isEqualTo("(-2) ^ a");
        Expr power = binary(A, BinaryOp.POWER, B);
        assertThat(PromqlPrinter.canonical(binary(power, BinaryOp.POWER, A))).isEqualTo("(a ^ b) ^ a");
        assertThat(PromqlPrinter.canonical(binary(A, BinaryOp.POWER, power))).isEqualTo("a ^ a ^ b");
    }

    @Test
    void canonical_builtRule_readsBack() {
        Expr rate = Call.of(
                "rate",
                VectorSelector.of("errors_total", LabelMatcher.of("code", LabelMatcher.Op.REGEX, "5.."))
                        .over(Duration.ofMinutes(5)));
        Expr ratio = BinaryExpr.of(
                AggregateExpr.of(AggregateOp.SUM, Grouping.by("job", "odd.name"), rate),
                BinaryOp.DIVIDE,
                VectorMatching.on("job").groupLeft("team"),
                B);
        String text = PromqlPrinter.canonical(BinaryExpr.of(ratio, BinaryOp.GREATER, NumberLiteral.of(0.05)));
        assertThat(text)
                .isEqualTo("sum by (job, \"odd.name\") (rate(errors_total{code=~\"5..\"}[5m]))"
                        + " / on (job) group_left (team) b > 0.05");
        assertThat(PromqlPrinter.canonical(PromqlParser.create().parse(text).expr()))
                .isEqualTo(text);
    }

    @Test
    void pretty_longExpression_isSpreadOverLines() {
        String text = "sum by (namespace) (rate(http_requests_total{code=~\"5..\",namespace=\"shop\"}[5m]))"
                + " / sum by (namespace) (rate(http_requests_total{namespace=\"shop\"}[5m])) > 0.05";
        String pretty = PromqlPrinter.pretty(PromqlParser.create().parse(text).expr());
        assertThat(pretty).isEqualTo("""
                    sum by (namespace) (rate(http_requests_total{code=~"5..",namespace="shop"}[5m]))
                  /
                    sum by (namespace) (rate(http_requests_total{namespace="shop"}[5m]))
                >
                  0.05""");
        assertThat(PromqlPrinter.canonical(PromqlParser.create().parse(pretty).expr()))
                .isEqualTo(text);
    }

    /** Found by comparing with the real printer: the sign stands directly before what it belongs to. */
    @Test
    void pretty_signBeforeSplitOperand_standsBesideIt() {
        String text = "-http_requests_total ^ ignoring (instance, pod, container) other_requests_total"
                + "{code=\"500\",namespace=\"shop\"}";
        assertThat(PromqlPrinter.pretty(PromqlParser.create().parse(text).expr()))
                .isEqualTo("""
                -http_requests_total
                ^ ignoring (instance, pod, container)
                  other_requests_total{code="500",namespace="shop"}""");
    }

    @Test
    void canonical_numbers_areShortest() {
        double[] values = {
            0.1, 2e-3, Math.pow(10, 22) * 10, Double.MIN_NORMAL, Double.MIN_VALUE, Double.MAX_VALUE, 123456.789, -0.0, 3
        };
        for (double value : values) {
            String text = PromqlPrinter.canonical(NumberLiteral.of(value));
            assertThat(text).doesNotContain("E");
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
        assertThat(PromqlPrinter.canonical(NumberLiteral.of(1e22))).isEqualTo("1" + "0".repeat(22));
        assertThat(PromqlPrinter.canonical(NumberLiteral.of(2e-3))).isEqualTo("0.002");
    }
}
