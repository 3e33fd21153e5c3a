package dev.strata.rulegen.promql.check;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.ExprVisitor;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which type an expression has, and what about its types Prometheus would refuse. */
public final class TypeChecker {
    private final List<TypeProblem> problems = new ArrayList<>();
    /** Second arguments of {@code info}, which may match everything. */
    private final Set<Expr> infoSelectors = Collections.newSetFromMap(new IdentityHashMap<>());

    private TypeChecker() {}

    /** The type and the problems, in the order in which Prometheus finds them; empty when the expression is sound. */
    public record Result(ValueType type, List<TypeProblem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    public static Result check(Expr expr) {
        var checker = new TypeChecker();
        ValueType type = checker.checkTree(expr);
        return new Result(type, checker.problems);
    }

    /** The type alone, whatever may be wrong inside. Calls of unknown functions count as instant vectors. */
    public static ValueType typeOf(Expr expr) {
        Expr at = expr.unwrapped();
        while (at instanceof UnaryExpr unary) {
            at = unary.operand().unwrapped();
        }
        return at instanceof BinaryExpr
                ? ExprFold.fold(at, (node, types) -> node.accept(new Typing(types)))
                : at.accept(new Typing(List.of()));
    }

    private ValueType checkTree(Expr root) {
        return ExprFold.fold(root, this::enter, (node, types) -> {
            node.accept(new Rules(types));
            return node.accept(new Typing(types));
        });
    }

    private void enter(Expr node) {
        if (node instanceof Call call) {
            FunctionTable.find(call.function()).ifPresent(function -> checkCount(call, function));
            if (call.function().equals("info") && call.arguments().size() > 1) {
                infoSelectors.add(call.arguments().get(1));
            }
        }
    }

    private void checkCount(Call expr, FunctionTable.Function function) {
        int count = expr.arguments().size();
        if (count >= function.minArguments() && count <= function.maxArguments()) {
            return;
        }
        String expected = function.variadic() == 0
                ? "" + function.minArguments()
                : count < function.minArguments()
                        ? "at least " + function.minArguments()
                        : "at most " + function.maxArguments();
        report(
                expr.span(),
                "expected " + expected + " argument(s) in call to \"" + function.name() + "\", got " + count);
    }

    private void report(Span span, String message) {
        problems.add(TypeProblem.of(span, message));
    }

    private void reportHint(Span span, String message, String hint) {
        problems.add(new TypeProblem(span, "promql/type", message, hint));
    }

    /** The type of a node from the types of its children. */
    private record Typing(List<ValueType> children) implements ExprVisitor<ValueType> {
        @Override
        public ValueType visitAggregate(AggregateExpr expr) {
            return ValueType.VECTOR;
        }

        @Override
        public ValueType visitBinary(BinaryExpr expr) {
            boolean scalar = children.get(0) == ValueType.SCALAR && children.get(1) == ValueType.SCALAR;
            return scalar ? ValueType.SCALAR : ValueType.VECTOR;
        }

        @Override
        public ValueType visitCall(Call expr) {
            return FunctionTable.find(expr.function())
                    .map(FunctionTable.Function::result)
                    .orElse(ValueType.VECTOR);
        }

        @Override
        public ValueType visitMatrixSelector(MatrixSelector expr) {
            return ValueType.MATRIX;
        }

        @Override
        public ValueType visitNumber(NumberLiteral expr) {
            return ValueType.SCALAR;
        }

        @Override
        public ValueType visitParen(ParenExpr expr) {
            return children.get(0);
        }

        @Override
        public ValueType visitString(StringLiteral expr) {
            return ValueType.STRING;
        }

        @Override
        public ValueType visitSubquery(SubqueryExpr expr) {
            return ValueType.MATRIX;
        }

        @Override
        public ValueType visitUnary(UnaryExpr expr) {
            return children.get(0);
        }

        @Override
        public ValueType visitVectorSelector(VectorSelector expr) {
            return ValueType.VECTOR;
        }
    }

    /** What must hold at a node, given the types of its children. Answers whether anything was checked. */
    private final class Rules implements ExprVisitor<Boolean> {
        private final List<ValueType> children;

        private Rules(List<ValueType> children) {
            this.children = children;
        }

        private void expect(Expr expr, ValueType found, ValueType wanted, String where) {
            if (found != wanted) {
                report(
                        expr.span(),
                        "expected type " + wanted.documented() + " in " + where + ", got " + found.documented());
            }
        }

        @Override
        public Boolean visitAggregate(AggregateExpr expr) {
            expect(expr.operand(), children.get(children.size() - 1), ValueType.VECTOR, "aggregation expression");
            if (expr.parameter() != null) {
                ValueType wanted = expr.op() == AggregateOp.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
                expect(expr.parameter(), children.get(0), wanted, "aggregation parameter");
            }
            return true;
        }

        @Override
        public Boolean visitBinary(BinaryExpr expr) {
            ValueType left = children.get(0);
            ValueType right = children.get(1);
            boolean scalars = left == ValueType.SCALAR && right == ValueType.SCALAR;
            if (expr.returnBool() && !expr.op().isComparison()) {
                report(expr.opSpan(), "bool modifier can only be used on comparison operators");
            }
            if (expr.op().isComparison() && !expr.returnBool() && scalars) {
                reportHint(
                        expr.opSpan(),
                        "comparisons between scalars must use BOOL modifier",
                        "write \"" + expr.op().text() + " bool\"");
            }
            VectorMatching matching = expr.matching();
            if (matching != null) {
                checkIncluded(expr, matching);
            }
            checkOperand(expr.left(), left);
            checkOperand(expr.right(), right);
            boolean vectors = left == ValueType.VECTOR && right == ValueType.VECTOR;
            if (matching != null) {
                if (vectors) {
                    checkSetMatching(expr, matching);
                } else {
                    checkNoMatching(expr, matching);
                }
            }
            if (expr.op().isSet() && (left == ValueType.SCALAR || right == ValueType.SCALAR)) {
                report(
                        expr.span(),
                        "set operator \"" + expr.op().text() + "\" not allowed in binary scalar expression");
            }
            return true;
        }

        private void checkIncluded(BinaryExpr expr, VectorMatching matching) {
            for (String label : matching.labels()) {
                if (matching.on() && matching.include().contains(label)) {
                    report(expr.opSpan(), "label \"" + label + "\" must not occur in ON and GROUP clause at once");
                }
            }
        }

        private void checkOperand(Expr operand, ValueType type) {
            if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
                report(
                        operand.span(),
                        "binary expression must contain only scalar and instant vector types, got "
                                + type.documented());
            }
        }

        private void checkNoMatching(BinaryExpr expr, VectorMatching matching) {
            if (!matching.labels().isEmpty()) {
                report(expr.span(), "vector matching only allowed between instant vectors");
            }
            if (matching.fills()) {
                report(expr.span(), "filling in missing series only allowed between instant vectors");
            }
        }

        private void checkSetMatching(BinaryExpr expr, VectorMatching matching) {
            if (!expr.op().isSet()) {
                return;
            }
            if (matching.isGrouped()) {
                report(expr.span(), "no grouping allowed for \"" + expr.op().text() + "\" operation");
            }
            if (matching.cardinality() != Cardinality.MANY_TO_MANY
                    && matching.cardinality() != Cardinality.ONE_TO_ONE) {
                report(expr.span(), "set operations must always be many-to-many");
            }
            if (matching.fills()) {
                report(expr.span(), "filling in missing series not allowed for set operators");
            }
        }

        @Override
        public Boolean visitCall(Call expr) {
            Optional<FunctionTable.Function> found = FunctionTable.find(expr.function());
            if (found.isEmpty()) {
                problems.add(unknownFunction(expr));
                return true;
            }
            FunctionTable.Function function = found.get();
            if (function.name().equals("info") && expr.arguments().size() > 1) {
                checkInfo(expr, expr.arguments().get(1));
            }
            int checked =
                    function.variadic() == 0 ? Math.min(function.arguments().size(), children.size()) : children.size();
            for (int i = 0; i < checked; i++) {
                String where = "call to function \"" + function.name() + "\"";
                expect(expr.arguments().get(i), children.get(i), function.argument(i), where);
            }
            return true;
        }

        private void checkInfo(Call expr, Expr second) {
            if (children.get(1) != ValueType.VECTOR) {
                expect(expr, children.get(1), ValueType.VECTOR, "call to function \"info\"");
            }
            if (!(second instanceof VectorSelector selector)) {
                report(second.span(), "expected label selectors only");
            } else if (!selector.name().isEmpty()) {
                report(second.span(), "expected label selectors only, got vector selector instead");
            }
        }

        @Override
        public Boolean visitMatrixSelector(MatrixSelector expr) {
            return true;
        }

        @Override
        public Boolean visitNumber(NumberLiteral expr) {
            return true;
        }

        @Override
        public Boolean visitParen(ParenExpr expr) {
            return true;
        }

        @Override
        public Boolean visitString(StringLiteral expr) {
            return true;
        }

        @Override
        public Boolean visitSubquery(SubqueryExpr expr) {
            if (children.get(0) != ValueType.VECTOR) {
                String found = children.get(0).documented();
                report(expr.span(), "subquery is only allowed on instant vector, got " + found + " instead");
            }
            return true;
        }

        @Override
        public Boolean visitUnary(UnaryExpr expr) {
            ValueType type = children.get(0);
            if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
                report(
                        expr.span(),
                        "unary expression only allowed on expressions of type scalar or instant vector, got "
                                + type.documented());
            }
            return true;
        }

        @Override
        public Boolean visitVectorSelector(VectorSelector expr) {
            if (!expr.name().isEmpty()) {
                for (LabelMatcher matcher : expr.matchers()) {
                    if (matcher.label().equals(LabelMatcher.METRIC_NAME)) {
                        report(
                                expr.span(),
                                "metric name must not be set twice: \"" + expr.name() + "\" or \"" + matcher.value()
                                        + "\"");
                    }
                }
            } else if (!infoSelectors.contains(expr) && expr.matchers().stream().allMatch(LabelRegex::matchesEmpty)) {
                reportHint(
                        expr.span(),
                        "vector selector must contain at least one non-empty matcher",
                        "name the metric, or match a label against something that is not empty");
            }
            return true;
        }
    }

    /** The problem of a call whose function does not exist, with the nearest name that does. */
    public static TypeProblem unknownFunction(Call call) {
        String hint = dev.strata.rulegen.diagnostic.Nearest.hint(call.function(), FunctionTable.names())
                .orElse(null);
        return new TypeProblem(
                call.nameSpan(), "promql/function", "unknown function with name \"" + call.function() + "\"", hint);
    }
}
