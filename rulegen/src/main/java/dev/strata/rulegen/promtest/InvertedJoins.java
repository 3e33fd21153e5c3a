package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promtest.SteadyCase.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns operations of two sides round: each side in all its cases while the other is plain. */
final class InvertedJoins {
    private static final String OTHER = "-b";

    private final Inversion inversion;

    InvertedJoins(Inversion inversion) {
        this.inversion = inversion;
    }

    List<SteadyCase> solve(BinaryExpr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        if (expr.returnBool()) {
            throw new NotInvertible("bool");
        }
        if (expr.op() == BinaryOp.OR) {
            return either(expr, world, scope);
        }
        if (expr.op().isComparison() && expr.right().unwrapped() instanceof NumberLiteral limit) {
            return compared(expr, limit.value(), world, scope);
        }
        boolean scalar =
                expr.left().unwrapped() instanceof NumberLiteral || expr.right().unwrapped() instanceof NumberLiteral;
        if (scalar && !expr.op().isComparison()) {
            return scaled(expr, world, scope);
        }
        VectorMatching matching = expr.matching();
        if (matching == null || (!matching.on() && !matching.labels().isEmpty()) || matching.fills()) {
            throw new NotInvertible("a join of this kind");
        }
        if (expr.op().isSet() && !matching.on()) {
            throw new NotInvertible("a join on all labels");
        }
        return joined(expr, new Join(expr, scope), world);
    }

    /** Two sides and what they must agree on. */
    private record Join(BinaryExpr expr, VectorMatching matching, List<String> on, Scope left, Scope right) {
        private Join(BinaryExpr expr, Scope scope) {
            this(expr, Objects.requireNonNull(expr.matching()), scope);
        }

        private Join(BinaryExpr expr, VectorMatching matching, Scope scope) {
            this(
                    expr,
                    matching,
                    matching.on() ? matching.labels() : List.copyOf(scope.need()),
                    scope.needingNot(matching.include()).needingToo(matching.on() ? matching.labels() : List.of()),
                    scope.needing(matching.on() ? matching.labels() : scope.need())
                            .needingToo(matching.include()));
        }

        /** The element of the operation, given those of the sides. */
        private @Nullable Element of(@Nullable Element one, @Nullable Element two) throws NotInvertible {
            if (expr.op() == BinaryOp.UNLESS) {
                return one == null || (two != null && agree(one, two)) ? null : one;
            }
            if (one == null || two == null || !agree(one, two)) {
                return null;
            }
            Element both = one.with(two);
            if (expr.op() == BinaryOp.AND) {
                return both;
            }
            var labels = new TreeMap<>(one.labels());
            if (matching.on() && !matching.isGrouped()) {
                labels.keySet().retainAll(matching.labels());
            }
            for (String label : matching.include()) {
                labels.put(label, two.labels().getOrDefault(label, ""));
            }
            boolean exact = one.exact() && two.exact();
            if (expr.op().isComparison()) {
                if (!one.exact() && !two.exact()) {
                    throw new NotInvertible("two counters of which one overtakes the other while windows fill");
                }
                boolean holds = holds(expr.op(), one, two.value());
                return holds ? new Element(labels, one.value(), exact, both.since()) : null;
            }
            boolean counters = !one.exact() && !two.exact() && expr.op() == BinaryOp.DIVIDE;
            double value = computed(expr.op(), one.value(), two.value());
            return new Element(labels, value, exact, counters ? 1 : both.since());
        }

        private boolean agree(Element one, Element two) {
            return on.stream()
                    .allMatch(label -> one.labels()
                            .getOrDefault(label, "")
                            .equals(two.labels().getOrDefault(label, "")));
        }
    }

    private static boolean holds(BinaryOp op, Element element, double limit) throws NotInvertible {
        double value = element.value();
        if (!element.exact() && op != BinaryOp.GREATER && op != BinaryOp.GREATER_OR_EQUAL) {
            throw new NotInvertible("a counter that must be slow");
        }
        return switch (op) {
            case GREATER -> value > limit;
            case GREATER_OR_EQUAL -> value >= limit;
            case LESS -> value < limit;
            case LESS_OR_EQUAL -> value <= limit;
            case EQUAL -> value == limit;
            default -> value != limit;
        };
    }

    private static double computed(BinaryOp op, double one, double two) throws NotInvertible {
        return switch (op) {
            case ADD -> one + two;
            case SUBTRACT -> one - two;
            case MULTIPLY -> one * two;
            case DIVIDE -> one / two;
            default -> throw new NotInvertible(op.text());
        };
    }

    private static int side(BinaryOp op) {
        return switch (op) {
            case LESS, LESS_OR_EQUAL -> -1;
            case EQUAL -> 0;
            default -> 1;
        };
    }

    private List<SteadyCase> compared(BinaryExpr expr, double limit, SteadyWorld world, Scope scope)
            throws NotInvertible {
        int side = side(expr.op());
        var found = new ArrayList<>(inversion.solve(expr.left(), world, scope.wanting(Want.beside(limit, side))));
        if (!scope.frozen()) {
            found.add(one(expr.left(), world, scope.wanting(Want.beside(limit, side == 0 ? 1 : -side)), "within"));
            int third = side == 0 ? -1 : 0;
            SteadyCase bound = one(expr.left(), world, scope.wanting(Want.beside(limit, third)), "limit");
            if (bound.element() == null || bound.element().exact()) {
                found.add(bound);
            }
        }
        var cases = new ArrayList<SteadyCase>();
        for (SteadyCase one : found) {
            Element element = one.element();
            cases.add(one.with(element == null || holds(expr.op(), element, limit) ? element : null));
        }
        return cases;
    }

    private SteadyCase one(Expr expr, SteadyWorld world, Scope scope, String story) throws NotInvertible {
        return inversion.solve(expr, world, scope).get(0).told(story);
    }

    /** A number on one side. */
    private List<SteadyCase> scaled(BinaryExpr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        boolean first = expr.left().unwrapped() instanceof NumberLiteral;
        NumberLiteral number =
                (NumberLiteral) (first ? expr.left().unwrapped() : expr.right().unwrapped());
        double by = number.value();
        Expr operand = first ? expr.right() : expr.left();
        Want want = scope.want();
        if (!want.isNatural()) {
            double value = want.value();
            want = switch (expr.op()) {
                case ADD -> want.withValue(value - by);
                case SUBTRACT -> first ? want.otherSide(by - value) : want.withValue(value + by);
                case MULTIPLY -> want.withValue(value / by);
                case DIVIDE -> first ? want.otherSide(by / value) : want.withValue(value * by);
                default -> throw new NotInvertible(expr.op().text());
            };
        }
        var cases = new ArrayList<SteadyCase>();
        for (SteadyCase one : inversion.solve(operand, world, scope.wanting(want))) {
            Element element = one.element();
            if (element != null) {
                double value = element.value();
                element = element.withValue(first ? computed(expr.op(), by, value) : computed(expr.op(), value, by));
            }
            cases.add(one.with(element));
        }
        return cases;
    }

    private List<SteadyCase> joined(BinaryExpr expr, Join join, SteadyWorld world) throws NotInvertible {
        return expr.op().isSet() ? filtered(expr, join, world) : valued(expr, join, world);
    }

    private List<SteadyCase> filtered(BinaryExpr expr, Join join, SteadyWorld world) throws NotInvertible {
        boolean and = expr.op() == BinaryOp.AND;
        Scope right = join.right().wanting(Want.ANYTHING);
        var cases = new ArrayList<SteadyCase>();
        List<SteadyCase> lefts = inversion.solve(expr.left(), world, join.left());
        SteadyCase plain = lefts.get(0);
        for (SteadyCase left : lefts) {
            Scope asked = and ? right : right.asIs();
            SteadyCase other =
                    inversion.solve(expr.right(), left.world(), asked).get(0);
            cases.add(new SteadyCase(other.world(), join.of(left.element(), other.element()), left.story()));
        }
        if (join.left().frozen() || plain.element() == null) {
            return cases;
        }
        List<SteadyCase> rights = inversion.solve(expr.right(), plain.world(), right);
        for (SteadyCase other : and ? rights.subList(1, rights.size()) : excuses(rights)) {
            String story = and ? other.story() : "excuse" + (other.story().isEmpty() ? "" : "-" + other.story());
            cases.add(new SteadyCase(other.world(), join.of(plain.element(), other.element()), story));
        }
        for (String label : join.on()) {
            Scope elsewhere = right.with(label, right.value(label) + OTHER);
            SteadyCase other =
                    inversion.solve(expr.right(), plain.world(), elsewhere).get(0);
            if (other.element() != null && (and || excuses(List.of(other)).size() == 1)) {
                Element element = join.of(plain.element(), other.element());
                cases.add(new SteadyCase(other.world(), element, "other-" + label.replace('_', '-')));
            }
        }
        return cases;
    }

    /** What excuses must do so from the first evaluation on. */
    private static List<SteadyCase> excuses(List<SteadyCase> rights) {
        return rights.stream()
                .filter(one -> one.element() == null
                        || (one.element().exact() && one.element().since() == 0))
                .toList();
    }

    /** The right side comes first, unless the left one is there already. */
    private List<SteadyCase> valued(BinaryExpr expr, Join join, SteadyWorld world) throws NotInvertible {
        Scope right = join.right().wanting(expr.op() == BinaryOp.MULTIPLY ? Want.ANYTHING : Want.NATURAL);
        Element there = inversion.look(expr.left(), world, join.left()).element();
        var cases = new ArrayList<SteadyCase>();
        if (there != null || join.left().frozen()) {
            boolean comparison = expr.op().isComparison() && there != null;
            int side = -side(expr.op());
            Scope asked = comparison
                    ? right.wanting(Want.beside(Objects.requireNonNull(there).value(), side))
                    : right;
            List<SteadyCase> rights = new ArrayList<>(inversion.solve(expr.right(), world, asked));
            if (comparison && !join.left().frozen()) {
                double limit = Objects.requireNonNull(there).value();
                rights.add(one(expr.right(), world, right.wanting(Want.beside(limit, -side)), "within"));
                rights.add(one(expr.right(), world, right.wanting(Want.beside(limit, 0)), "limit"));
            }
            for (SteadyCase other : rights) {
                Element left =
                        inversion.look(expr.left(), other.world(), join.left()).element();
                cases.add(other.with(join.of(left, other.element())));
            }
            return cases;
        }
        List<SteadyCase> rights = inversion.solve(expr.right(), world, right);
        SteadyCase plain = rights.get(0);
        for (SteadyCase left : lefts(expr, join, plain)) {
            cases.add(left.with(join.of(left.element(), plain.element())));
        }
        for (SteadyCase other : rights.subList(1, rights.size())) {
            SteadyCase left = lefts(expr, join, other.element() == null ? other.with(plain.element()) : other)
                    .get(0);
            cases.add(new SteadyCase(left.world(), join.of(left.element(), other.element()), other.story()));
        }
        for (String label : join.on()) {
            Scope elsewhere = right.with(label, right.value(label) + OTHER);
            SteadyCase other = inversion.solve(expr.right(), world, elsewhere).get(0);
            SteadyCase left = lefts(expr, join, other).get(0);
            if (left.element() != null && other.element() != null) {
                Element element = join.of(left.element(), other.element());
                cases.add(new SteadyCase(left.world(), element, "other-" + label.replace('_', '-')));
            }
        }
        return cases;
    }

    /** The left side, given the value of the right one. */
    private List<SteadyCase> lefts(BinaryExpr expr, Join join, SteadyCase right) throws NotInvertible {
        Scope scope = join.left();
        SteadyWorld world = right.world();
        double value = right.element() == null ? 1 : right.element().value();
        if (expr.op().isComparison()) {
            int side = side(expr.op());
            var cases = new ArrayList<>(inversion.solve(expr.left(), world, scope.wanting(Want.beside(value, side))));
            cases.add(one(expr.left(), world, scope.wanting(Want.beside(value, side == 0 ? 1 : -side)), "within"));
            SteadyCase bound = one(expr.left(), world, scope.wanting(Want.beside(value, 0)), "limit");
            if (bound.element() == null || bound.element().exact()) {
                cases.add(bound);
            }
            return cases;
        }
        Want want = scope.want();
        double asked = want.value();
        double other = switch (expr.op()) {
            case ADD -> asked - value;
            case SUBTRACT -> asked + value;
            case MULTIPLY -> asked / value;
            case DIVIDE -> asked * value;
            default -> throw new NotInvertible(expr.op().text());
        };
        return inversion.solve(expr.left(), world, scope.wanting(want.withValue(other)));
    }

    /** The one side while the other has nothing, and the other way round. */
    private List<SteadyCase> either(BinaryExpr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        var cases = new ArrayList<SteadyCase>();
        Scope right = scope.withAll(SelectorLabels.fixed(expr.right()));
        Scope left = scope.withAll(SelectorLabels.fixed(expr.left()));
        for (SteadyCase one : inversion.solve(expr.left(), world, left)) {
            Element element = one.element();
            if (element == null) {
                element = inversion.look(expr.right(), one.world(), right).element();
            }
            cases.add(one.with(element));
        }
        if (scope.frozen()) {
            return cases;
        }
        for (SteadyCase two : inversion.solve(expr.right(), world, right)) {
            Element element = inversion.look(expr.left(), two.world(), left).element();
            cases.add(two.with(element == null ? two.element() : element)
                    .told(two.story().isEmpty() ? "alternative" : two.story()));
        }
        return cases;
    }
}
