package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.List;

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
        checkScale(expr, left, right);
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.GREATER_OR_EQUAL;
        boolean below = expr.op() == BinaryOp.LESS || expr.op() == BinaryOp.LESS_OR_EQUAL;
        if ((above || below) && right.isScalar() && isPercent(right.values()) && isShare(left)) {
            reportPercent(expr, right.values().low());
        }
    }

    /** Percent and shares mixed up elsewhere than in a share that is above so many percent. */
    private void checkScale(BinaryExpr expr, Description left, Description right) {
        boolean below = expr.op() == BinaryOp.LESS || expr.op() == BinaryOp.LESS_OR_EQUAL;
        boolean known = right.isScalar() && right.values().isPoint();
        double bound = right.values().low();
        if (below
                && known
                && bound >= 5
                && bound < PERCENT.low()
                && isShare(left)
                && left.meaning().kind() == Kind.RATIO) {
            reportPercent(expr, bound);
        }
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.GREATER_OR_EQUAL;
        if ((above || below)
                && known
                && isPercent(right.values())
                && (isShareByName(expr.left().unwrapped(), left) || isProcessorShare(expr.left(), left))) {
            reportPercent(expr, bound);
        }
        boolean percent = left.meaning().unit().equals(Unit.PERCENT);
        if (below && known && bound > 0 && bound < 1 && percent) {
            findings.warning(
                    expr.opSpan(),
                    "value/share-of-percent",
                    "percent compared with " + bound + ", which looks like a share",
                    "write " + PromqlPrinter.canonical(NumberLiteral.of(bound * 100))
                            + ", or leave out the factor 100");
        }
        boolean hundred =
                left.isScalar() && left.values().isPoint() && left.values().low() == 100;
        if (expr.op() == BinaryOp.SUBTRACT && hundred && (isShare(right) || isBusyShare(right))) {
            findings.warning(
                    expr.opSpan(),
                    "value/percent-of-ratio",
                    "a share, at most 1, subtracted from 100",
                    "subtract it from 1, or multiply it by 100 first");
        }
    }

    private void reportPercent(BinaryExpr expr, double bound) {
        findings.warning(
                expr.opSpan(),
                "value/percent-of-ratio",
                "a ratio compared with " + (long) bound + ", which looks like percent",
                "write " + bound / 100 + ", or multiply the ratio by 100");
    }

    /** Seconds per second: how much of the time something was so. */
    private static boolean isBusyShare(Description description) {
        Unit unit = description.meaning().unit();
        return description.meaning().kind() == Kind.RATE && unit.isPlain() && unit.scale() == 1;
    }

    /** Of one processor; sums over many may well be above one. */
    private static boolean isProcessorShare(Expr expr, Description left) {
        return isBusyShare(left) && SourceMetric.of(expr).contains("cpu");
    }

    /** One plain gauge divided by another that is called its limit. */
    private static boolean isShareByName(Expr expr, Description left) {
        if (!(expr instanceof BinaryExpr division)
                || division.op() != BinaryOp.DIVIDE
                || division.left().unwrapped() instanceof BinaryExpr
                || division.right().unwrapped() instanceof BinaryExpr
                || isShare(left)) {
            return false;
        }
        String part = SourceMetric.of(division.left());
        String whole = SourceMetric.of(division.right());
        return !part.isEmpty()
                && !isLimit(part)
                && isLimit(whole)
                && !NameConventions.of(part).isCounterLike();
    }

    private static boolean isLimit(String name) {
        return List.of("max", "limit", "limits", "capacity", "hard").stream()
                .anyMatch(word -> ('_' + name + '_').contains('_' + word + '_'));
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
