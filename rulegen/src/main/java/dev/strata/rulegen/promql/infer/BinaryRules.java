package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.check.ValueType;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import dev.strata.rulegen.promql.infer.Interval.Truth;

/** What operators return. */
final class BinaryRules {
    private final BinaryChecks checks;
    private final RatioChecks ratios;
    private final ScaleChecks scales;
    private final JoinChecks joinChecks;
    private final JoinRules joins;
    private final RootChecks roots;

    BinaryRules(MetricSchema schema, Surroundings surroundings, RootChecks roots, Findings findings) {
        this.roots = roots;
        this.checks = new BinaryChecks(findings);
        this.ratios = new RatioChecks(findings);
        this.scales = new ScaleChecks(findings);
        this.joinChecks = new JoinChecks(schema, surroundings, findings);
        this.joins = new JoinRules(findings);
    }

    Description describe(BinaryExpr expr, Description left, Description right) {
        checks.check(expr, left, right);
        roots.note(expr, left);
        ratios.check(expr, left, right);
        scales.check(expr, left, right);
        joinChecks.check(expr, left, right);
        if (expr.op().isSet()) {
            return set(expr, left, right);
        }
        if (left.isScalar() && right.isScalar()) {
            return scalars(expr, left, right);
        }
        VectorMatching matching = expr.matching();
        if (left.isScalar() || right.isScalar() || matching == null) {
            return withScalar(expr, left, right);
        }
        return vectors(expr, matching, left, right);
    }

    private static Description scalars(BinaryExpr expr, Description left, Description right) {
        if (expr.op().isComparison()) {
            return Description.scalar(truth(left.values().compare(expr.op(), right.values())), Unit.NONE);
        }
        Interval values = left.values().apply(expr.op(), right.values());
        return Description.scalar(folded(expr, left, right, values), Units.of(expr.op(), left, right));
    }

    /** Two known numbers give a known number, also where bounds alone say little. */
    private static Interval folded(BinaryExpr expr, Description left, Description right, Interval values) {
        if (!left.values().isPoint() || !right.values().isPoint()) {
            return values;
        }
        double a = left.values().low();
        double b = right.values().low();
        return switch (expr.op()) {
            case ADD -> Interval.point(a + b);
            case SUBTRACT -> Interval.point(a - b);
            case MULTIPLY -> Interval.point(a * b);
            case DIVIDE -> Interval.point(a / b);
            case MODULO -> Interval.point(a % b);
            case ATAN2 -> Interval.point(Math.atan2(a, b));
            default -> values;
        };
    }

    private static Interval truth(Truth truth) {
        return switch (truth) {
            case NEVER -> Interval.point(0);
            case SOMETIMES -> Interval.ZERO_OR_ONE;
            case ALWAYS -> Interval.point(1);
        };
    }

    private static Description withScalar(BinaryExpr expr, Description left, Description right) {
        Description vector = left.isScalar() ? right : left;
        Description result = vector.withType(ValueType.VECTOR);
        boolean drops = (!expr.op().isComparison() && !expr.op().isTrim()) || expr.returnBool();
        if (drops) {
            result = result.withLabels(vector.labels().withoutName());
        }
        if (expr.op().isTrim()) {
            return result.maybeEmpty().withValues(Interval.ANY);
        }
        if (expr.op().isComparison()) {
            return compared(expr, result, left, right, vector);
        }
        Interval values = folded(expr, left, right, left.values().apply(expr.op(), right.values()));
        Meaning meaning = vector.meaning()
                .withKind(Units.kindAfter(expr.op(), vector.meaning()))
                .withUnit(Units.of(expr.op(), left, right));
        Description counted = result.afterDroppingHistograms().withMeaning(meaning);
        return vector.numbersOnly() ? counted.withNumbers(values) : counted.withValues(values);
    }

    /** A comparison with a scalar; what stays are the values of the vector, on whichever side it stands. */
    private static Description compared(
            BinaryExpr expr, Description result, Description left, Description right, Description vector) {
        Truth truth = left.values().compare(expr.op(), right.values());
        if (expr.returnBool()) {
            Meaning meaning = new Meaning(Meaning.Kind.GAUGE, Unit.NONE, true);
            return result.afterDroppingHistograms().withNumbers(truth(truth)).withMeaning(meaning);
        }
        Interval narrowed = !left.isScalar()
                ? left.values().narrow(expr.op(), right.values())
                : right.values().narrow(mirrored(expr.op()), left.values());
        // Native histograms never compare with a number, so none are left.
        return filtered(result.withNumbers(narrowed), truth, vector.numbersOnly());
    }

    private static Description filtered(Description kept, Truth truth, boolean numbersOnly) {
        return switch (truth) {
            case ALWAYS -> numbersOnly ? kept : kept.maybeEmpty();
            case SOMETIMES -> kept.maybeEmpty();
            case NEVER -> numbersOnly ? kept.withEmptiness(Emptiness.ALWAYS) : kept.maybeEmpty();
        };
    }

    private static BinaryOp mirrored(BinaryOp op) {
        return switch (op) {
            case LESS -> BinaryOp.GREATER;
            case LESS_OR_EQUAL -> BinaryOp.GREATER_OR_EQUAL;
            case GREATER -> BinaryOp.LESS;
            case GREATER_OR_EQUAL -> BinaryOp.LESS_OR_EQUAL;
            default -> op;
        };
    }

    private Description vectors(BinaryExpr expr, VectorMatching matching, Description left, Description right) {
        boolean drops = (!expr.op().isComparison() && !expr.op().isTrim()) || expr.returnBool();
        JoinRules.Joined joined = joins.join(expr, matching, left, right, drops);
        boolean empty = joined.impossible()
                || (!matching.fills()
                        && (left.emptiness() == Emptiness.ALWAYS || right.emptiness() == Emptiness.ALWAYS));
        Description many = matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY ? right : left;
        Description result = Description.vector(joined.labels())
                .withEmptiness(empty ? Emptiness.ALWAYS : Emptiness.MAYBE)
                .withSingle(many.single() && !matching.fills());
        boolean numbers = left.numbersOnly() && right.numbersOnly();
        Interval a =
                matching.fillLeft() == null ? left.values() : left.values().or(Interval.point(matching.fillLeft()));
        Interval b =
                matching.fillRight() == null ? right.values() : right.values().or(Interval.point(matching.fillRight()));
        return vectorValues(expr, result, left, a, right, b, numbers);
    }

    private static Description vectorValues(
            BinaryExpr expr,
            Description result,
            Description left,
            Interval a,
            Description right,
            Interval b,
            boolean numbers) {
        if (expr.op().isTrim()) {
            return result;
        }
        if (!expr.op().isComparison()) {
            Interval values = a.apply(expr.op(), b);
            Meaning meaning = new Meaning(
                    Units.kindAfter(expr.op(), left.meaning(), right.meaning()),
                    Units.of(expr.op(), left, right),
                    left.meaning().declared() && right.meaning().declared());
            Description counted = result.withMeaning(meaning);
            return numbers ? counted.withNumbers(values) : counted.withValues(values);
        }
        Truth truth = a.compare(expr.op(), b);
        if (expr.returnBool()) {
            Interval values = numbers ? truth(truth) : Interval.ZERO_OR_ONE;
            return result.withNumbers(values).withMeaning(new Meaning(Meaning.Kind.GAUGE, Unit.NONE, true));
        }
        Description kept = result.withMeaning(left.meaning());
        if (!numbers) {
            return kept;
        }
        Description narrowed = kept.withNumbers(a.narrow(expr.op(), b));
        return truth == Truth.NEVER ? narrowed.withEmptiness(Emptiness.ALWAYS) : narrowed;
    }

    private Description set(BinaryExpr expr, Description left, Description right) {
        VectorMatching matching = expr.matching() == null ? VectorMatching.DEFAULT : expr.matching();
        if (expr.op() == BinaryOp.OR) {
            return or(left, right);
        }
        JoinRules.Joined joined = joins.matched(expr, matching, left, right);
        if (expr.op() == BinaryOp.UNLESS) {
            boolean all = right.emptiness() == Emptiness.ALWAYS || joined.impossible();
            boolean nothing = matching.on() && matching.labels().isEmpty() && right.emptiness() == Emptiness.NEVER;
            Description rest = all ? left : left.maybeEmpty();
            return nothing ? rest.withEmptiness(Emptiness.ALWAYS) : rest;
        }
        boolean empty = joined.impossible()
                || left.emptiness() == Emptiness.ALWAYS
                || right.emptiness() == Emptiness.ALWAYS
                || BoundChecks.contradicts(expr);
        return left.withLabels(joined.labels()).withEmptiness(empty ? Emptiness.ALWAYS : Emptiness.MAYBE);
    }

    private static Description or(Description left, Description right) {
        if (left.emptiness() == Emptiness.ALWAYS) {
            return right;
        }
        if (right.emptiness() == Emptiness.ALWAYS) {
            return left;
        }
        boolean never = left.emptiness() == Emptiness.NEVER || right.emptiness() == Emptiness.NEVER;
        return new Description(
                ValueType.VECTOR,
                left.labels().or(right.labels()),
                never ? Emptiness.NEVER : Emptiness.MAYBE,
                left.values().or(right.values()),
                left.numbersOnly() && right.numbersOnly(),
                left.single()
                        && right.single()
                        && left.labels().equals(Labels.NONE)
                        && right.labels().equals(Labels.NONE),
                left.meaning().or(right.meaning()));
    }
}
