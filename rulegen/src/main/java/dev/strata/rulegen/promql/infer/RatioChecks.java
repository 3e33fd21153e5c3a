package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.infer.Meaning.Kind;

/** What is found around shares: made of counters, averaged, or compared with percent. */
final class RatioChecks {
    /** Nobody compares a share with less when percent are meant, and more than this is no percentage. */
    private static final Interval PERCENT = Interval.of(20, 100);

    private final Findings findings;

    RatioChecks(Findings findings) {
        this.findings = findings;
    }

    void check(BinaryExpr expr, Description left, Description right) {
        boolean counters =
                isTotal(left.meaning().kind()) && isTotal(right.meaning().kind());
        if (expr.op() == BinaryOp.DIVIDE && counters) {
            findings.warning(
                    expr.opSpan(),
                    "type/ratio-of-counters",
                    "the ratio of two counters covers the whole life of the processes, not the last minutes",
                    "divide their rates: rate(...[5m]) / rate(...[5m])");
        }
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.GREATER_OR_EQUAL;
        boolean below = expr.op() == BinaryOp.LESS || expr.op() == BinaryOp.LESS_OR_EQUAL;
        if ((above || below) && right.isScalar() && isPercent(right.values()) && isShare(left)) {
            findings.warning(
                    expr.opSpan(),
                    "value/percent-of-ratio",
                    "a ratio compared with " + (long) right.values().low() + ", which looks like percent",
                    "write " + right.values().low() / 100 + ", or multiply the ratio by 100");
        }
    }

    private static boolean isTotal(Kind kind) {
        return kind == Kind.COUNTER || kind == Kind.SUMMED_COUNTER || kind == Kind.BUCKET;
    }

    private static boolean isPercent(Interval values) {
        return values.isPoint() && PERCENT.contains(values.low());
    }

    /** A ratio that nobody multiplied by 100. */
    private static boolean isShare(Description description) {
        Kind kind = description.meaning().kind();
        Unit unit = description.meaning().unit();
        return (kind == Kind.RATIO || kind == Kind.RATE_RATIO) && unit.isPlain() && unit.scale() == 1;
    }

    void checkAggregate(AggregateExpr expr, Description operand) {
        boolean sums = expr.op() == AggregateOp.SUM;
        boolean averages = expr.op() == AggregateOp.AVG;
        Kind kind = operand.meaning().kind();
        // The average of ratios that were measured one by one, such as of disks, is often meant.
        if ((kind == Kind.RATE_RATIO && (sums || averages)) || (kind == Kind.RATIO && sums)) {
            findings.warning(
                    expr.span(),
                    "type/averaged-ratio",
                    "the " + (sums ? "sum" : "average") + " of ratios is not the ratio of all: small ones count as much"
                            + " as large ones",
                    "divide the sums: sum(...) / sum(...)");
        }
    }
}
