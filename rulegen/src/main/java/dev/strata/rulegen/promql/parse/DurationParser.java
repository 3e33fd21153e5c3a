package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.ast.PromDuration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads durations: literals, and arithmetic over them. Uses a stack of its own, so nesting may be deep. */
final class DurationParser {
    private final Tokens tokens;

    /** Operands and what waits for them: open parentheses, signs and operators. */
    private final ArrayList<PromDuration> operands = new ArrayList<>();

    private final ArrayList<Pending> pending = new ArrayList<>();

    /** The sign before a single call, which counts as its beginning; -1 when there is none. */
    private int sign = -1;

    DurationParser(Tokens tokens) {
        this.tokens = tokens;
    }

    private enum Kind {
        SIGN,
        OPERATOR,
        PARENS,
        EXTREME
    }

    /** Something begun: {@code op} of signs and operators, {@code word} of min_of and max_of, where it began. */
    private record Pending(Kind kind, @Nullable BinaryOp op, TokenType word, int start, int end, int operandsBelow) {}

    /** A window or step, which must be longer than nothing. Null after a report. */
    @Nullable
    PromDuration positive(String expected) {
        PromDuration duration = expression(expected);
        if (duration instanceof PromDuration.Literal literal && !(literal.value() > 0)) {
            tokens.error(literal.span(), "duration must be greater than 0");
        }
        return duration;
    }

    /**
     * What follows {@code offset}. A literal or one call ends it, so that {@code x offset 5m + 3} adds 3 to x; behind
     * parentheses or two signs it goes on as an expression.
     */
    @Nullable
    PromDuration offset() {
        BinaryOp op = tokens.operator();
        boolean signed = op == BinaryOp.ADD || op == BinaryOp.SUBTRACT;
        if (!signed) {
            return tokens.is(TokenType.LEFT_PAREN) ? expression("a duration") : single();
        }
        int start = tokens.start();
        int end = tokens.end();
        tokens.advance();
        if (tokens.operator() == BinaryOp.ADD || tokens.operator() == BinaryOp.SUBTRACT) {
            pending.add(new Pending(Kind.SIGN, op, TokenType.OPERATOR, start, end, 0));
            return run("a duration");
        }
        sign = start;
        PromDuration operand = tokens.is(TokenType.LEFT_PAREN) ? signedParens() : single();
        return operand == null ? null : signed(op == BinaryOp.SUBTRACT, tokens.span(start, end), operand);
    }

    private @Nullable PromDuration signedParens() {
        int start = tokens.start();
        tokens.advance();
        PromDuration inner = expression("a duration");
        if (inner == null) {
            return null;
        }
        if (!tokens.accept(TokenType.RIGHT_PAREN)) {
            tokens.unexpected("\")\"");
            return null;
        }
        return parens(inner, start);
    }

    private PromDuration parens(PromDuration inner, int start) {
        Span span = tokens.span(start, tokens.lastEnd());
        PromDuration bare = inner instanceof PromDuration.Parens parens ? parens.inner() : inner;
        return new PromDuration.Parens(bare, span);
    }

    private static PromDuration signed(boolean minus, Span sign, PromDuration operand) {
        Span span = sign.to(operand.span());
        if (operand instanceof PromDuration.Literal literal) {
            double value = minus ? -literal.value() : literal.value();
            return new PromDuration.Literal(value, literal.unit(), span);
        }
        return minus ? new PromDuration.Minus(operand, span) : operand;
    }

    /** A literal or a call, nothing around it. */
    private @Nullable PromDuration single() {
        switch (tokens.type()) {
            case NUMBER, DURATION -> {
                return literal();
            }
            case STEP, RANGE -> {
                return query();
            }
            case MAX_OF, MIN_OF -> {
                openExtreme();
                return pending.isEmpty() ? null : run("a duration");
            }
            default -> {
                tokens.unexpected("a duration, step() or range()");
                return null;
            }
        }
    }

    private PromDuration literal() {
        Span span = tokens.span();
        boolean unit = tokens.is(TokenType.DURATION);
        double value = ModifierParser.tokenValue(tokens);
        if (value > Numbers.MAX_SECONDS || value < -Numbers.MAX_SECONDS) {
            tokens.error(sign < 0 ? span : tokens.span(sign, sign).to(span), "duration out of range");
            value = 1;
        }
        tokens.advance();
        return new PromDuration.Literal(value, unit, span);
    }

    private @Nullable PromDuration query() {
        boolean step = tokens.is(TokenType.STEP);
        int start = tokens.start();
        tokens.advance();
        if (!tokens.accept(TokenType.LEFT_PAREN)) {
            tokens.unexpected("\"(\"");
            return null;
        }
        if (!tokens.accept(TokenType.RIGHT_PAREN)) {
            tokens.unexpected("\")\"");
            return null;
        }
        Span span = tokens.span(start, tokens.lastEnd());
        gate(span);
        return new PromDuration.Query(step, span);
    }

    private void gate(Span span) {
        Span whole = sign < 0 ? span : tokens.span(sign, sign).to(span);
        tokens.require(
                Feature.DURATION_EXPRESSIONS, whole, "a duration expression", Feature.DURATION_EXPRESSIONS.since());
    }

    private void openExtreme() {
        TokenType word = tokens.type();
        int start = tokens.start();
        tokens.advance();
        if (tokens.accept(TokenType.LEFT_PAREN)) {
            pending.add(new Pending(Kind.EXTREME, null, word, start, tokens.lastEnd(), operands.size()));
        } else {
            tokens.unexpected("\"(\"");
        }
    }

    /** Any expression, up to the first token that cannot go on. */
    private @Nullable PromDuration expression(String expected) {
        return new DurationParser(tokens).run(expected);
    }

    private @Nullable PromDuration run(String expected) {
        boolean single = !pending.isEmpty() && pending.get(0).kind() == Kind.EXTREME;
        boolean wantOperand = true;
        while (true) {
            if (wantOperand) {
                int before = operands.size();
                if (!operand(expected)) {
                    return null;
                }
                wantOperand = operands.size() == before;
            } else if (single && pending.isEmpty()) {
                return operands.get(0);
            } else {
                Next next = afterOperand();
                if (next == Next.FAILED) {
                    return null;
                }
                if (next == Next.DONE) {
                    return operands.get(0);
                }
                wantOperand = next == Next.OPERAND;
            }
        }
    }

    private enum Next {
        OPERAND,
        OPERATOR,
        DONE,
        FAILED
    }

    private boolean operand(String expected) {
        BinaryOp op = tokens.operator();
        if (op == BinaryOp.ADD || op == BinaryOp.SUBTRACT) {
            return open(new Pending(Kind.SIGN, op, TokenType.OPERATOR, tokens.start(), tokens.end(), operands.size()));
        }
        switch (tokens.type()) {
            case NUMBER, DURATION -> operands.add(literal());
            case LEFT_PAREN -> {
                return open(new Pending(
                        Kind.PARENS, null, TokenType.LEFT_PAREN, tokens.start(), tokens.end(), operands.size()));
            }
            case STEP, RANGE -> {
                PromDuration query = query();
                if (query == null) {
                    return false;
                }
                operands.add(query);
            }
            case MAX_OF, MIN_OF -> {
                int before = pending.size();
                openExtreme();
                return pending.size() > before;
            }
            default -> {
                tokens.unexpected(expected);
                return false;
            }
        }
        return true;
    }

    private boolean open(Pending entry) {
        if (pending.size() >= ExprParser.MAX_NESTING) {
            tokens.error(tokens.span(), ExprParser.TOO_DEEP);
            return false;
        }
        pending.add(entry);
        tokens.advance();
        return true;
    }

    private Next afterOperand() {
        BinaryOp op = tokens.operator();
        boolean arithmetic = op != null && op.precedence() >= BinaryOp.ADD.precedence() && op != BinaryOp.ATAN2;
        if (arithmetic) {
            reduce(op);
            pending.add(
                    new Pending(Kind.OPERATOR, op, TokenType.OPERATOR, tokens.start(), tokens.end(), operands.size()));
            tokens.advance();
            return Next.OPERAND;
        }
        reduce(null);
        if (pending.isEmpty()) {
            return Next.DONE;
        }
        Pending open = pending.get(pending.size() - 1);
        boolean first = operands.size() == open.operandsBelow() + 1;
        if (open.kind() == Kind.EXTREME && first) {
            if (tokens.accept(TokenType.COMMA)) {
                return Next.OPERAND;
            }
            tokens.unexpected("\",\" and a second duration");
            return Next.FAILED;
        }
        if (!tokens.accept(TokenType.RIGHT_PAREN)) {
            tokens.unexpected("an operator or \")\"");
            return Next.FAILED;
        }
        close(open);
        return Next.OPERATOR;
    }

    private void close(Pending open) {
        pending.remove(pending.size() - 1);
        PromDuration last = operands.remove(operands.size() - 1);
        if (open.kind() == Kind.PARENS) {
            gate(last.span());
            operands.add(parens(last, open.start()));
            return;
        }
        PromDuration left = operands.remove(operands.size() - 1);
        Span span = tokens.span(open.start(), tokens.lastEnd());
        gate(span);
        operands.add(new PromDuration.Extreme(open.word() == TokenType.MAX_OF, left, last, span));
    }

    /** Builds what binds at least as tightly as the operator to come; null stands for the end of a part. */
    private void reduce(@Nullable BinaryOp coming) {
        while (!pending.isEmpty()) {
            Pending top = pending.get(pending.size() - 1);
            if (top.kind() == Kind.PARENS
                    || top.kind() == Kind.EXTREME
                    || !ExprParser.yields(precedence(top), coming)) {
                return;
            }
            pending.remove(pending.size() - 1);
            PromDuration right = operands.remove(operands.size() - 1);
            if (top.kind() == Kind.SIGN) {
                boolean minus = top.op() == BinaryOp.SUBTRACT;
                operands.add(signed(minus, tokens.span(top.start(), top.end()), right));
            } else {
                PromDuration left = operands.remove(operands.size() - 1);
                operands.add(arithmetic(top, left, right));
            }
        }
    }

    private static int precedence(Pending entry) {
        return entry.kind() == Kind.SIGN || entry.op() == null
                ? BinaryOp.SIGN_PRECEDENCE
                : entry.op().precedence();
    }

    private PromDuration arithmetic(Pending entry, PromDuration left, PromDuration right) {
        BinaryOp op = entry.op() == null ? BinaryOp.ADD : entry.op();
        gate(left.span());
        boolean divides = op == BinaryOp.DIVIDE || op == BinaryOp.MODULO;
        if (divides && right instanceof PromDuration.Literal literal && literal.value() == 0) {
            String what = op == BinaryOp.DIVIDE ? "division" : "modulo";
            tokens.error(tokens.span(entry.start(), entry.end()), what + " by zero");
        }
        return new PromDuration.Arithmetic(op, left, right, left.span().to(right.span()));
    }
}
