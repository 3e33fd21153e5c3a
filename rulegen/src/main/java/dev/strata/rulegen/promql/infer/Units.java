package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.infer.Meaning.Kind;

/** Units and kinds after arithmetic. */
final class Units {
    private Units() {}

    static Unit of(BinaryOp op, Description left, Description right) {
        Unit a = unitOf(left);
        Unit b = unitOf(right);
        return switch (op) {
            case MULTIPLY -> scaled(a, left, b, right, true);
            case DIVIDE -> scaled(a, left, b, right, false);
            case ADD, SUBTRACT -> a.known() ? a : b;
            case MODULO -> a;
            default -> Unit.UNKNOWN;
        };
    }

    private static Unit unitOf(Description operand) {
        return operand.meaning().unit();
    }

    /** A bare number converts: 1000 and its powers between prefixes, 100 to percent, 8 to bits; else it scales. */
    private static Unit scaled(Unit a, Description left, Unit b, Description right, boolean times) {
        boolean leftNumber = left.isScalar() && !a.known() && left.values().isPoint();
        boolean rightNumber = right.isScalar() && !b.known() && right.values().isPoint();
        if (leftNumber && rightNumber) {
            return Unit.UNKNOWN;
        }
        if (rightNumber && a.known()) {
            double factor = right.values().low();
            return converted(a, times ? factor : 1 / factor);
        }
        if (leftNumber && b.known() && times) {
            return converted(b, left.values().low());
        }
        return times ? a.times(b) : a.per(b);
    }

    private static Unit converted(Unit unit, double factor) {
        for (double conversion : conversions(unit)) {
            boolean times = factor == conversion;
            boolean over = factor == 1 / conversion;
            if (times || over) {
                return new Unit(true, unit.powers(), times ? unit.scale() / conversion : unit.scale() * conversion);
            }
        }
        boolean share = factor == 60 || factor == 1 / 60.0 || unit.isPlain();
        return share ? Unit.UNKNOWN : unit;
    }

    /** Factors that make another unit of it rather than more or less of the same. */
    private static double[] conversions(Unit unit) {
        if (unit.isPlain()) {
            return new double[] {100};
        }
        boolean time = unit.powers().equals(Unit.SECONDS.powers());
        return time
                ? new double[] {1000, 1e6, 1e9, 60, 3600, 86400}
                : new double[] {1000, 1e6, 1e9, 100, 8, 1024, 1048576, 1073741824};
    }

    static Kind kindAfter(BinaryOp op, Meaning operand) {
        boolean linear = op == BinaryOp.MULTIPLY || op == BinaryOp.DIVIDE;
        boolean share = operand.kind() == Kind.RATIO || operand.kind() == Kind.RATE_RATIO;
        boolean moved = op == BinaryOp.ADD || op == BinaryOp.SUBTRACT;
        boolean stays = linear && !operand.isCounterLike() && operand.kind() != Kind.TIMESTAMP;
        return stays || (moved && share) ? operand.kind() : Kind.UNKNOWN;
    }

    static Kind kindAfter(BinaryOp op, Meaning left, Meaning right) {
        if (op == BinaryOp.DIVIDE) {
            boolean rates = left.isRate() && right.isRate();
            boolean same = left.unit().known()
                    && !left.unit().isPlain()
                    && left.unit().powers().equals(right.unit().powers());
            return rates ? Kind.RATE_RATIO : same ? Kind.RATIO : Kind.UNKNOWN;
        }
        boolean counters = left.isCounterLike() && right.isCounterLike();
        boolean moments = left.kind() == Kind.TIMESTAMP && right.kind() == Kind.TIMESTAMP;
        if (op == BinaryOp.SUBTRACT && (counters || moments)) {
            return Kind.GAUGE;
        }
        boolean sums = op == BinaryOp.ADD || op == BinaryOp.SUBTRACT;
        return sums && left.kind() != Kind.TIMESTAMP && left.kind() == right.kind() ? left.kind() : Kind.UNKNOWN;
    }
}
