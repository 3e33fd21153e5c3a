package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes of expressions that several conditions share. Each grouping and matching carries the cluster, so that a rule
 * evaluated over several clusters keeps them apart; where there is no such label it changes nothing.
 */
final class Trees {

    private Trees() {}

    /** The labels with the cluster before them. */
    static List<String> withCluster(List<String> labels) {
        var all = new ArrayList<String>();
        all.add(LabelName.CLUSTER);
        labels.stream().filter(label -> !label.equals(LabelName.CLUSTER)).forEach(all::add);
        return all;
    }

    static Expr aggregate(AggregateOp op, List<String> by, Expr operand) {
        return AggregateExpr.of(op, Grouping.by(withCluster(by)), operand);
    }

    static Expr sum(List<String> by, Expr operand) {
        return aggregate(AggregateOp.SUM, by, operand);
    }

    static Expr rate(VectorSelector counter, Duration window) {
        return Call.of("rate", counter.over(window));
    }

    static Expr number(BigDecimal value) {
        return NumberLiteral.of(value.doubleValue());
    }

    static Expr number(int value) {
        return NumberLiteral.of(value);
    }

    /** A vector against a scalar. */
    static Expr compare(Expr left, BinaryOp op, Expr number) {
        return BinaryExpr.of(left, op, number);
    }

    /** Elements of the left side that have a partner on the right, found by these labels and the cluster. */
    static Expr and(Expr left, List<String> on, Expr right) {
        return BinaryExpr.of(left, BinaryOp.AND, VectorMatching.on(withCluster(on)), right);
    }

    static Expr unless(Expr left, List<String> on, Expr right) {
        return BinaryExpr.of(left, BinaryOp.UNLESS, VectorMatching.on(withCluster(on)), right);
    }

    static Expr or(Expr left, Expr right) {
        return BinaryExpr.of(left, BinaryOp.OR, VectorMatching.DEFAULT, right);
    }

    /** Arithmetic between two vectors of the same labels. */
    static Expr arithmetic(Expr left, BinaryOp op, Expr right) {
        return BinaryExpr.of(left, op, VectorMatching.DEFAULT, right);
    }

    /** A vector that may lack elements, filled with zero wherever the other one has them. */
    static Expr zeroFilled(Expr sparse, Expr full) {
        return or(sparse, BinaryExpr.of(number(0), BinaryOp.MULTIPLY, full));
    }

    /** The expression with one constant label more. */
    static Expr labelled(Expr expr, String label, String value) {
        return Call.of(
                "label_replace",
                expr,
                StringLiteral.of(label),
                StringLiteral.of(value),
                StringLiteral.of(""),
                StringLiteral.of(""));
    }

    static VectorSelector selector(String name, String label, String value) {
        return VectorSelector.of(name, LabelMatcher.equal(label, value));
    }
}
