package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.SelectorTime;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.ast.VectorSelector.Mode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads what follows an operand and belongs to it: brackets, offset, {@code @}, anchored and smoothed. */
final class PostfixParser {
    private final Tokens tokens;
    private final ModifierParser modifiers;

    PostfixParser(Tokens tokens, ModifierParser modifiers) {
        this.tokens = tokens;
        this.modifiers = modifiers;
    }

    boolean begins() {
        return switch (tokens.type()) {
            case LEFT_BRACKET, OFFSET, AT, ANCHORED, SMOOTHED -> true;
            default -> false;
        };
    }

    /** The operand with what follows it; the operand itself after a report. */
    Expr apply(Expr operand) {
        return switch (tokens.type()) {
            case LEFT_BRACKET -> brackets(operand);
            case OFFSET -> offset(operand);
            case AT -> at(operand);
            default -> mode(operand);
        };
    }

    private Expr brackets(Expr operand) {
        int start = tokens.start();
        tokens.advance();
        PromDuration range = new DurationParser(tokens).positive("a duration such as 5m");
        if (range == null) {
            return skipBrackets(operand);
        }
        if (tokens.accept(TokenType.COLON)) {
            return subquery(operand, range);
        }
        if (!tokens.is(TokenType.RIGHT_BRACKET)) {
            tokens.unexpected("\":\" or \"]\"");
            return skipBrackets(operand);
        }
        tokens.advance();
        return matrix(operand, range, start);
    }

    private Expr skipBrackets(Expr operand) {
        while (!tokens.is(TokenType.EOF) && !tokens.accept(TokenType.RIGHT_BRACKET)) {
            tokens.advance();
        }
        return operand;
    }

    private Expr matrix(Expr operand, PromDuration range, int start) {
        Span brackets = tokens.span(start, tokens.lastEnd());
        if (!(operand instanceof VectorSelector selector)) {
            tokens.add(
                    brackets,
                    Tokens.SYNTAX,
                    "ranges only allowed for vector selectors",
                    "a range over anything else is a subquery, which has a colon: [5m:]");
            return operand;
        }
        if (selector.time().hasOffset()) {
            tokens.error(brackets, "no offset modifiers allowed before range");
        } else if (selector.time().at() != null) {
            tokens.error(brackets, "no @ modifiers allowed before range");
        }
        return new MatrixSelector(selector, range, selector.span().to(brackets));
    }

    private Expr subquery(Expr operand, PromDuration range) {
        PromDuration step = null;
        if (!tokens.is(TokenType.RIGHT_BRACKET)) {
            step = new DurationParser(tokens).positive("a duration or \"]\"");
            if (step == null) {
                return skipBrackets(operand);
            }
        }
        if (!tokens.is(TokenType.RIGHT_BRACKET)) {
            tokens.unexpected("\"]\"");
            return skipBrackets(operand);
        }
        Span end = tokens.span();
        tokens.advance();
        Span span = operand.span().to(end);
        return new SubqueryExpr(operand, range, step, SelectorTime.NOW, span);
    }

    private Expr offset(Expr operand) {
        tokens.advance();
        PromDuration offset = new DurationParser(tokens).offset();
        if (offset == null) {
            return operand;
        }
        SelectorTime time = timeOf(operand);
        if (time == null) {
            tokens.error(operand.span(), precedes("offset modifier"));
            return operand;
        }
        if (time.hasOffset()) {
            tokens.error(operand.span(), "offset may not be set multiple times");
            return operand;
        }
        return withTime(operand, time.withOffset(offset));
    }

    private static String precedes(String what) {
        return what + " must be preceded by an instant vector selector or range vector selector or a subquery";
    }

    private Expr at(Expr operand) {
        tokens.advance();
        SelectorTime.At at = timestamp(operand);
        if (at == null) {
            return operand;
        }
        SelectorTime time = timeOf(operand);
        if (time == null) {
            tokens.error(operand.span(), precedes("@ modifier"));
            return operand;
        }
        if (time.at() != null) {
            tokens.error(operand.span(), "@ <timestamp> may not be set multiple times");
            return operand;
        }
        return withTime(operand, time.withAt(at));
    }

    private SelectorTime.@Nullable At timestamp(Expr operand) {
        if (tokens.is(TokenType.START) || tokens.is(TokenType.END)) {
            boolean start = tokens.is(TokenType.START);
            tokens.advance();
            if (tokens.accept(TokenType.LEFT_PAREN) && tokens.accept(TokenType.RIGHT_PAREN)) {
                return start ? new SelectorTime.At.Start() : new SelectorTime.At.End();
            }
            tokens.unexpected("\"()\"");
            return null;
        }
        boolean minus = tokens.operator() == BinaryOp.SUBTRACT;
        if (minus || tokens.operator() == BinaryOp.ADD) {
            tokens.advance();
        }
        if (!tokens.is(TokenType.NUMBER) && !tokens.is(TokenType.DURATION)) {
            tokens.unexpected("a timestamp in seconds, start() or end()");
            return null;
        }
        OptionalDouble number = modifiers.number();
        double seconds = minus ? -number.orElse(0) : number.orElse(0);
        if (Double.isNaN(seconds) || Math.abs(seconds) >= 0x1p63) {
            tokens.error(operand.span(), "timestamp out of bounds for @ modifier: " + seconds);
            return null;
        }
        return new SelectorTime.At.Fixed(millis(seconds));
    }

    /** Rounded half away from zero; what does not fit becomes the smallest number, as on the server. */
    private static long millis(double seconds) {
        double millis = seconds * 1000;
        double rounded = millis < 0 ? Math.ceil(millis - 0.5) : Math.floor(millis + 0.5);
        return Math.abs(rounded) >= 0x1p63 ? Long.MIN_VALUE : (long) rounded;
    }

    private static @Nullable SelectorTime timeOf(Expr operand) {
        if (operand instanceof VectorSelector selector) {
            return selector.time();
        }
        if (operand instanceof MatrixSelector matrix) {
            return matrix.selector().time();
        }
        return operand instanceof SubqueryExpr subquery ? subquery.time() : null;
    }

    private Expr withTime(Expr operand, SelectorTime time) {
        Span span = operand.span().to(tokens.span(tokens.lastEnd(), tokens.lastEnd()));
        if (operand instanceof VectorSelector selector) {
            return selector.withTime(time).withSpan(span);
        }
        if (operand instanceof MatrixSelector matrix) {
            return matrix.withSelector(matrix.selector().withTime(time)).withSpan(span);
        }
        return operand instanceof SubqueryExpr subquery
                ? subquery.withTime(time).withSpan(span)
                : operand;
    }

    private Expr mode(Expr operand) {
        Mode mode = tokens.is(TokenType.ANCHORED) ? Mode.ANCHORED : Mode.SMOOTHED;
        String word = tokens.is(TokenType.ANCHORED) ? "anchored" : "smoothed";
        tokens.advance();
        if (!tokens.allows(Feature.EXTENDED_RANGE_SELECTORS)) {
            Feature feature = Feature.EXTENDED_RANGE_SELECTORS;
            tokens.require(feature, operand.span(), "the modifier \"" + word + "\"", feature.since());
            return operand;
        }
        if (operand instanceof VectorSelector selector) {
            return withMode(selector, mode, operand.span());
        }
        if (operand instanceof MatrixSelector matrix) {
            return matrix.withSelector(withMode(matrix.selector(), mode, operand.span()));
        }
        String problem = operand instanceof SubqueryExpr ? "is not supported for subqueries" : "not implemented";
        tokens.error(operand.span(), word + " modifier " + problem);
        return operand;
    }

    private VectorSelector withMode(VectorSelector selector, Mode mode, Span span) {
        if (selector.mode() != Mode.PLAIN && selector.mode() != mode) {
            tokens.error(span, "anchored and smoothed modifiers cannot be used together");
        }
        return selector.withMode(mode);
    }
}
