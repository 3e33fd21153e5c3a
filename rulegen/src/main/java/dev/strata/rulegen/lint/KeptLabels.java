package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.StringLiteral;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which labels the elements of a result can have; empty where any label is possible. */
final class KeptLabels {
    private static final Set<String> SCALARS = Set.of("time", "scalar", "pi");

    /** Scalars and strings have no labels but do not take any away either. */
    private record Kept(boolean scalar, Optional<SortedSet<String>> labels) {}

    private KeptLabels() {}

    static Optional<SortedSet<String>> of(Expr expr) {
        return ExprFold.<Kept>fold(expr, (node, children) -> {
                    if (node instanceof AggregateExpr aggregate) {
                        return aggregate(aggregate, children.get(children.size() - 1));
                    }
                    if (node instanceof BinaryExpr binary) {
                        return binary(binary, children.get(0), children.get(1));
                    }
                    return node instanceof Call call ? call(call, children) : leaf(node, children);
                })
                .labels();
    }

    private static Kept leaf(Expr node, List<Kept> children) {
        boolean scalar = node instanceof NumberLiteral || node instanceof StringLiteral;
        return children.isEmpty() ? new Kept(scalar, Optional.empty()) : children.get(0);
    }

    private static Kept aggregate(AggregateExpr expr, Kept operand) {
        if (expr.op().selects()) {
            return operand;
        }
        if (!expr.grouping().without()) {
            return new Kept(false, Optional.of(new TreeSet<>(expr.grouping().labels())));
        }
        return new Kept(false, operand.labels().map(labels -> {
            SortedSet<String> rest = new TreeSet<>(labels);
            rest.removeAll(expr.grouping().labels());
            return rest;
        }));
    }

    private static Kept binary(BinaryExpr expr, Kept left, Kept right) {
        if (left.scalar() || right.scalar()) {
            return left.scalar() ? right : left;
        }
        if (expr.op() != BinaryOp.OR) {
            boolean grouped = expr.matching() != null && expr.matching().isGrouped();
            return grouped ? new Kept(false, Optional.empty()) : left;
        }
        if (left.labels().isEmpty() || right.labels().isEmpty()) {
            return new Kept(false, Optional.empty());
        }
        SortedSet<String> both = new TreeSet<>(left.labels().get());
        both.addAll(right.labels().get());
        return new Kept(false, Optional.of(both));
    }

    private static Kept call(Call call, List<Kept> children) {
        if (SCALARS.contains(call.function())) {
            return new Kept(true, Optional.empty());
        }
        if (call.function().equals("vector")) {
            return new Kept(false, Optional.of(new TreeSet<>()));
        }
        Optional<Kept> vector = children.stream().filter(kept -> !kept.scalar()).findFirst();
        boolean adds =
                call.function().equals("label_replace") || call.function().equals("label_join");
        if (vector.isEmpty() || !adds || !(call.arguments().get(1) instanceof StringLiteral added)) {
            return vector.orElse(new Kept(false, Optional.empty()));
        }
        return new Kept(false, vector.get().labels().map(labels -> {
            SortedSet<String> more = new TreeSet<>(labels);
            more.add(added.value());
            return more;
        }));
    }
}
