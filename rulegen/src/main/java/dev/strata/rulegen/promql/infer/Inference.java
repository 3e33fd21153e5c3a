package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.ExprVisitor;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.ValueType;
import java.util.List;
import java.util.Optional;

/** Describes what expressions return, and finds in them what cannot be meant. The trees must be free of type errors. */
public final class Inference {
    private final MetricSchema schema;
    private final Surroundings surroundings;

    private Inference(MetricSchema schema, Surroundings surroundings) {
        this.schema = schema;
        this.surroundings = surroundings;
    }

    public static Inference of(MetricSchema schema, Surroundings surroundings) {
        return new Inference(schema, surroundings);
    }

    /** A description with everything found on the way, in the order of the text. */
    public record Result(Description description, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    public Result infer(Expr expr) {
        var findings = new Findings();
        var rules = new Rules(findings);
        Description description = ExprFold.fold(expr, (node, children) -> node.accept(new Step(rules, children)));
        rules.roots.check(expr);
        return new Result(description, findings.sorted());
    }

    /** The rules for each kind of node. */
    private final class Rules {
        private final SelectorRules selectors;
        private final WindowChecks windows;
        private final CallRules calls;
        private final AggregateRules aggregates;
        private final BinaryRules binaries;
        private final RootChecks roots;

        private Rules(Findings findings) {
            selectors = new SelectorRules(schema, findings);
            windows = new WindowChecks(surroundings, findings);
            calls = new CallRules(windows, findings);
            aggregates = new AggregateRules(schema, surroundings, findings);
            roots = new RootChecks(findings);
            binaries = new BinaryRules(schema, surroundings, roots, findings);
        }
    }

    private record Step(Rules rules, List<Description> children) implements ExprVisitor<Description> {
        @Override
        public Description visitAggregate(AggregateExpr expr) {
            Optional<Description> parameter = children.size() > 1 ? Optional.of(children.get(0)) : Optional.empty();
            return rules.aggregates.describe(expr, parameter, children.get(children.size() - 1));
        }

        @Override
        public Description visitBinary(BinaryExpr expr) {
            return rules.binaries.describe(expr, children.get(0), children.get(1));
        }

        @Override
        public Description visitCall(Call expr) {
            return rules.calls.describe(expr, List.copyOf(children));
        }

        @Override
        public Description visitMatrixSelector(MatrixSelector expr) {
            rules.windows.check(expr);
            return children.get(0).withType(ValueType.MATRIX);
        }

        @Override
        public Description visitNumber(NumberLiteral expr) {
            Unit unit = expr.duration() ? Unit.SECONDS : Unit.UNKNOWN;
            return Description.scalar(Interval.point(expr.value()), unit);
        }

        @Override
        public Description visitParen(ParenExpr expr) {
            return children.get(0);
        }

        @Override
        public Description visitString(StringLiteral expr) {
            return Description.string();
        }

        @Override
        public Description visitSubquery(SubqueryExpr expr) {
            rules.windows.check(expr);
            // Over time there may be several elements, though only one at each time.
            return children.get(0).withType(ValueType.MATRIX).withSingle(false).maybeEmpty();
        }

        @Override
        public Description visitUnary(UnaryExpr expr) {
            Description operand = children.get(0);
            if (!expr.minus()) {
                return operand;
            }
            return operand.withLabels(operand.labels().withoutName())
                    .withValues(operand.values().negate())
                    .withMeaning(operand.meaning().withKind(Meaning.Kind.GAUGE));
        }

        @Override
        public Description visitVectorSelector(VectorSelector expr) {
            return rules.selectors.describe(expr);
        }
    }
}
