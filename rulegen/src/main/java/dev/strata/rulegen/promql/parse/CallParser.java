package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.FunctionTable;
import dev.strata.rulegen.promql.check.TypeChecker;
import dev.strata.rulegen.promql.check.TypeProblem;
import dev.strata.rulegen.promql.check.ValueType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the names, clauses and ends of calls and aggregations; the arguments are read by {@link ExprParser}. */
final class CallParser {
    private final Tokens tokens;
    private final ModifierParser modifiers;

    CallParser(Tokens tokens, ModifierParser modifiers) {
        this.tokens = tokens;
        this.modifiers = modifiers;
    }

    /** A name that may turn out to be a metric, a function or an aggregation. */
    record Word(TokenType type, @Nullable AggregateOp aggregation, int start, int end) {}

    /** A call or aggregation whose arguments are to come; the grouping is there when it stands before them. */
    record Head(Word word, @Nullable Grouping grouping) {}

    record Built(Expr expr, ValueType type) {}

    Word word() {
        var word = new Word(tokens.type(), tokens.aggregation(), tokens.start(), tokens.end());
        tokens.advance();
        return word;
    }

    /** Whether what follows the word makes it a call or an aggregation. */
    boolean opens(Word word) {
        boolean paren = tokens.is(TokenType.LEFT_PAREN);
        if (word.aggregation() != null) {
            return paren || tokens.is(TokenType.BY) || tokens.is(TokenType.WITHOUT);
        }
        return paren && word.type().isCallable();
    }

    /** Reads up to the opening parenthesis, which stays in view. Null after a report that there is none. */
    @Nullable
    Head head(Word word) {
        if (tokens.is(TokenType.LEFT_PAREN)) {
            return new Head(word, null);
        }
        Grouping grouping = grouping();
        if (!tokens.is(TokenType.LEFT_PAREN)) {
            tokens.unexpected("\"(\" and what to aggregate");
            return null;
        }
        return new Head(word, grouping);
    }

    private Grouping grouping() {
        boolean without = tokens.is(TokenType.WITHOUT);
        tokens.advance();
        return new Grouping(without, modifiers.labels());
    }

    /** Builds the node once the closing parenthesis has been read. */
    Built finish(Head head, List<Expr> arguments) {
        AggregateOp op = head.word().aggregation();
        if (op != null) {
            return new Built(aggregate(op, head, arguments), ValueType.VECTOR);
        }
        String name = tokens.source().substring(head.word().start(), head.word().end());
        Span span = tokens.span(head.word().start(), tokens.lastEnd());
        var call = new Call(name, arguments, span);
        Optional<FunctionTable.Function> function = FunctionTable.find(name);
        if (function.isEmpty()) {
            TypeProblem problem = TypeChecker.unknownFunction(call);
            tokens.add(problem.span(), problem.id(), problem.message(), problem.hint());
            return new Built(call, ValueType.VECTOR);
        }
        if (function.get().experimental()) {
            String what = "function \"" + name + "\"";
            Span nameSpan = tokens.span(head.word().start(), head.word().end());
            tokens.require(
                    Feature.EXPERIMENTAL_FUNCTIONS,
                    nameSpan,
                    what,
                    function.get().since());
        }
        return new Built(call, function.get().result());
    }

    private Expr aggregate(AggregateOp op, Head head, List<Expr> arguments) {
        Grouping grouping = head.grouping();
        if (grouping == null && (tokens.is(TokenType.BY) || tokens.is(TokenType.WITHOUT))) {
            grouping = grouping();
        }
        Span span = tokens.span(head.word().start(), tokens.lastEnd());
        Grouping used = grouping == null ? Grouping.NONE : grouping;
        int wanted = op.hasParameter() ? 2 : 1;
        if (arguments.isEmpty()) {
            tokens.error(span, "no arguments for aggregate expression provided");
        } else {
            if (op.isExperimental()) {
                String what = "aggregation \"" + op.text() + "\"";
                tokens.require(Feature.EXPERIMENTAL_FUNCTIONS, span, what, "2.54");
            }
            if (arguments.size() != wanted) {
                tokens.error(
                        span,
                        "wrong number of arguments for aggregate expression provided, expected " + wanted + ", got "
                                + arguments.size());
            }
        }
        if (arguments.size() != wanted) {
            return VectorSelector.of("placeholder").withSpan(span);
        }
        Expr parameter = op.hasParameter() ? arguments.get(0) : null;
        return new AggregateExpr(op, used, parameter, arguments.get(wanted - 1), span);
    }
}
