package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import dev.strata.rulegen.promql.infer.Interval.Truth;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import dev.strata.rulegen.promql.print.PromqlPrinter;

/** What is found in operators by itself. */
final class BinaryChecks {
    /** The year 1973: nothing that is watched is older, and few durations in seconds are longer. */
    private static final double EARLIEST = 1e8;

    private static final int MOST_MATCHERS = 100;

    private final Findings findings;
    private final BoundChecks bounds;

    BinaryChecks(Findings findings) {
        this.findings = findings;
        this.bounds = new BoundChecks(findings);
    }

    void check(BinaryExpr expr, Description left, Description right) {
        if (left.emptiness() == Emptiness.ALWAYS || right.emptiness() == Emptiness.ALWAYS) {
            return;
        }
        if (expr.op().isComparison()) {
            checkCompared(expr, left, right);
        }
        boolean sums = expr.op() == BinaryOp.ADD || expr.op() == BinaryOp.SUBTRACT;
        if (sums || expr.op().isComparison()) {
            checkUnits(expr, left, right);
        }
        if ((expr.op() == BinaryOp.DIVIDE || expr.op() == BinaryOp.MODULO)
                && right.values().isPoint()
                && right.values().low() == 0) {
            findings.error(
                    expr.opSpan(),
                    "value/division-by-zero",
                    "division by zero gives infinity or NaN",
                    "divide by something else");
        }
        checkMoments(expr, left, right);
        checkDivisor(expr, left, right);
        if (expr.op() == BinaryOp.OR) {
            checkOr(expr, left);
        }
        if (expr.op() == BinaryOp.UNLESS) {
            bounds.checkUnless(expr);
            checkUnless(expr, right);
        }
        if (expr.op() == BinaryOp.AND) {
            bounds.checkAnd(expr);
        }
    }

    private void checkCompared(BinaryExpr expr, Description left, Description right) {
        Truth truth = left.values().compare(expr.op(), right.values());
        boolean numbers = left.numbersOnly() && right.numbersOnly();
        boolean literals = left.isScalar() && right.isScalar();
        boolean share = isShareAboveOne(expr);
        if ((truth == Truth.NEVER && numbers) || share) {
            String bounds = share ? "at most 1" : bounds(left.isScalar() ? right.values() : left.values());
            findings.error(
                    expr.opSpan(),
                    "value/never",
                    "this comparison never holds: the value is " + bounds,
                    hintForNever(expr, left, share));
        } else if (truth == Truth.ALWAYS && numbers && !literals && !expr.returnBool() && !isIdiom(expr)) {
            findings.warning(
                    expr.opSpan(),
                    "value/always",
                    "this comparison always holds: the value is "
                            + bounds(left.isScalar() ? right.values() : left.values()),
                    "a condition that always holds selects nothing out; check the bound");
        }
        HistogramChecks.checkCompared(expr, left, right, findings);
        checkNan(expr);
        checkCounter(expr, left, right);
        checkRate(expr, left, right);
        checkMoment(expr, left, right);
    }

    /** What is probably a rate; where it is one for certain, its bounds say so. */
    private void checkRate(BinaryExpr expr, Description left, Description right) {
        Kind kind = left.meaning().kind();
        boolean negative = right.values().isPoint()
                && (right.values().low() < 0 || (right.values().low() == 0 && expr.op() == BinaryOp.LESS));
        boolean below =
                expr.op() == BinaryOp.LESS || expr.op() == BinaryOp.LESS_OR_EQUAL || expr.op() == BinaryOp.EQUAL;
        boolean rate =
                (kind == Kind.RATE || kind == Kind.BUCKET_RATE) && left.values().low() < 0;
        if (rate && right.isScalar() && negative && below) {
            findings.warning(
                    expr.opSpan(),
                    "value/never-negative",
                    "the rate of a counter is never below zero",
                    "check the bound, or use deriv() or delta() if this is a gauge");
        }
    }

    /** A level divided by a counter; a counter divided by a level, such as the time it runs, can mean something. */
    private void checkDivisor(BinaryExpr expr, Description left, Description right) {
        if (expr.op() == BinaryOp.DIVIDE
                && left.meaning().kind() == Kind.GAUGE
                && !left.isScalar()
                && right.meaning().declared()
                && right.meaning().isCounterLike()) {
            findings.warning(
                    expr.right().span(),
                    "type/bare-counter",
                    "a level divided by a counter: the counter grows as long as the process lives",
                    "divide by its rate or increase: rate(...[5m])");
        }
    }

    private void checkMoments(BinaryExpr expr, Description left, Description right) {
        boolean both =
                left.meaning().kind() == Kind.TIMESTAMP && right.meaning().kind() == Kind.TIMESTAMP;
        if (expr.op() == BinaryOp.ADD && both) {
            findings.warning(
                    expr.opSpan(),
                    "value/timestamp",
                    "two moments added up are no moment",
                    "subtract them to get a time");
        }
    }

    private void checkMoment(BinaryExpr expr, Description left, Description right) {
        boolean duration = right.values().isPoint()
                && right.values().low() >= 1
                && right.values().low() < EARLIEST;
        if (left.meaning().kind() == Kind.TIMESTAMP && right.isScalar() && duration) {
            findings.warning(
                    expr.opSpan(),
                    "value/timestamp",
                    "a moment, counted from 1970, compared with a duration",
                    "compare its age: time() - "
                            + PromqlPrinter.canonical(expr.left().unwrapped()));
        }
    }

    /** {@code absent(x) == 1} and {@code count(x == 0) > 0} are superfluous but harmless, and read everywhere. */
    private static boolean isIdiom(BinaryExpr expr) {
        Expr left = expr.left().unwrapped();
        boolean absent = left instanceof Call call && call.function().startsWith("absent");
        boolean filtered = left instanceof AggregateExpr aggregate
                && aggregate.op() == AggregateOp.COUNT
                && aggregate.operand().unwrapped() instanceof BinaryExpr filter
                && (filter.op().isComparison() || filter.op().isSet());
        return expr.op() == BinaryOp.EQUAL || absent || filtered;
    }

    private static String hintForNever(BinaryExpr expr, Description left, boolean share) {
        if (share) {
            return "a share is between 0 and 1: write 0.05 for 5 percent";
        }
        boolean zero = expr.right().unwrapped() instanceof NumberLiteral number && number.value() == 0;
        boolean counted = left.values().low() == 1 && expr.op() == BinaryOp.EQUAL && zero;
        return counted
                ? "nothing to count means no result, not zero: use absent(...)"
                : "check the bound and the direction of the comparison";
    }

    private static String bounds(Interval values) {
        if (values.isPoint()) {
            return "always " + number(values.low());
        }
        if (values.high() == Double.POSITIVE_INFINITY) {
            return "at least " + number(values.low());
        }
        if (values.low() == Double.NEGATIVE_INFINITY) {
            return "at most " + number(values.high());
        }
        return "between " + number(values.low()) + " and " + number(values.high());
    }

    private static String number(double value) {
        return PromqlPrinter.canonical(NumberLiteral.of(value));
    }

    private void checkNan(BinaryExpr expr) {
        for (Expr side : expr.children()) {
            if (side.unwrapped() instanceof NumberLiteral literal && Double.isNaN(literal.value())) {
                findings.error(
                        expr.opSpan(),
                        "value/nan",
                        "NaN equals nothing, not even NaN: this comparison gives the same answer for every value",
                        "to find NaN, compare a value with itself: x != x");
            }
        }
    }

    private void checkCounter(BinaryExpr expr, Description left, Description right) {
        Meaning meaning = left.meaning();
        boolean positive =
                right.isScalar() && right.values().isPoint() && right.values().low() > 0;
        boolean level = right.meaning().isGaugeLike() && !right.isScalar();
        if (meaning.isCounterLike() && (positive || level)) {
            findings.warning(
                    expr.left().span(),
                    "type/bare-counter",
                    "the value of a counter says how long the process has lived, not how much happens",
                    "compare its rate or increase: rate(...[5m])");
        }
    }

    private void checkUnits(BinaryExpr expr, Description left, Description right) {
        Unit a = left.meaning().unit();
        Unit b = right.meaning().unit();
        if (a.clashesWith(b)) {
            String verb = expr.op().isComparison() ? "compared with " : "combined with ";
            findings.warning(
                    expr.opSpan(),
                    "unit/mismatch",
                    a.text() + " " + verb + b.text(),
                    a.powers().equals(b.powers()) ? "convert one side" : "one side is not what it seems");
        }
    }

    private void checkOr(BinaryExpr expr, Description left) {
        VectorMatching matching = expr.matching();
        boolean onNothing =
                matching != null && matching.on() && matching.labels().isEmpty();
        boolean plain = left.labels().equals(Labels.NONE) && left.single();
        if (left.emptiness() == Emptiness.NEVER && onNothing) {
            reportDead(expr);
        } else if (left.emptiness() == Emptiness.NEVER && plain && isUnlabelled(expr.right())) {
            reportDead(expr);
        }
    }

    private static boolean isUnlabelled(Expr right) {
        return right.unwrapped() instanceof AggregateExpr aggregate
                && !aggregate.op().selects()
                && !aggregate.grouping().without()
                && aggregate.grouping().labels().isEmpty();
    }

    private void reportDead(BinaryExpr expr) {
        findings.warning(
                expr.right().span(),
                "set/dead-branch",
                "this side of \"or\" is never used: the left side always returns something that matches it",
                "remove it, or swap the sides");
    }

    private void checkUnless(BinaryExpr expr, Description right) {
        VectorMatching matching = expr.matching();
        boolean onNothing =
                matching != null && matching.on() && matching.labels().isEmpty();
        if (onNothing && right.emptiness() == Emptiness.NEVER) {
            findings.error(
                    expr.opSpan(),
                    "set/removes-all",
                    "\"unless\" removes everything: the right side always returns something that matches",
                    "put a condition on the right side");
        }
    }

    /** A part of something divided by all of it, compared with 1 or more. */
    private static boolean isShareAboveOne(BinaryExpr expr) {
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.GREATER_OR_EQUAL;
        if (!above
                || !(expr.right().unwrapped() instanceof NumberLiteral literal)
                || !(expr.left().unwrapped() instanceof BinaryExpr division)
                || division.op() != BinaryOp.DIVIDE) {
            return false;
        }
        boolean tooHigh = literal.value() > 1 || (literal.value() == 1 && expr.op() == BinaryOp.GREATER);
        return tooHigh && isPart(division.left().unwrapped(), division.right().unwrapped());
    }

    /** Whether the first is the second with more matchers, all the way down through sums and rates. */
    private static boolean isPart(Expr part, Expr whole) {
        Expr a = part;
        Expr b = withoutGuard(whole);
        while (true) {
            if (a instanceof AggregateExpr x && b instanceof AggregateExpr y) {
                boolean sums = x.op() == y.op() && x.op() == AggregateOp.SUM;
                if (!sums || !x.grouping().equals(y.grouping())) {
                    return false;
                }
                a = x.operand().unwrapped();
                b = y.operand().unwrapped();
            } else if (a instanceof Call x
                    && b instanceof Call y
                    && x.arguments().size() == 1) {
                boolean rates = x.function().equals("rate") || x.function().equals("increase");
                if (!rates || !x.function().equals(y.function())) {
                    return false;
                }
                a = x.arguments().get(0).unwrapped();
                b = y.arguments().get(0).unwrapped();
            } else if (a instanceof MatrixSelector x && b instanceof MatrixSelector y) {
                return x.range().seconds().equals(y.range().seconds()) && isPart(x.selector(), y.selector());
            } else {
                return a instanceof VectorSelector x && b instanceof VectorSelector y && isPart(x, y);
            }
        }
    }

    /** {@code x > 0} and {@code clamp_min(x, 1)} are x where they are divided by. */
    private static Expr withoutGuard(Expr whole) {
        if (whole instanceof BinaryExpr guard
                && guard.op().isComparison()
                && !guard.returnBool()
                && guard.right().unwrapped() instanceof NumberLiteral) {
            return guard.left().unwrapped();
        }
        boolean clamped = whole instanceof Call call && call.function().equals("clamp_min");
        return clamped ? ((Call) whole).arguments().get(0).unwrapped() : whole;
    }

    private static boolean isPart(VectorSelector part, VectorSelector whole) {
        return part.metricName().equals(whole.metricName())
                && whole.matchers().size() <= MOST_MATCHERS
                && NameConventions.of(part.metricName()).isCounterLike()
                && part.time().offset() == null
                && whole.time().offset() == null
                && whole.matchers().stream()
                        .allMatch(wanted -> part.matchers().stream()
                                .anyMatch(matcher -> matcher.label().equals(wanted.label())
                                        && matcher.op() == wanted.op()
                                        && matcher.value().equals(wanted.value())));
    }
}
