package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.ValueType;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Operator precedence parsing over explicit stacks: operands with their types, and what waits for its right side or its
 * closing parenthesis. After an error it skips to where it can go on and takes a placeholder for what is missing.
 */
final class ExprParser {
    /** Parentheses, calls and signs inside one another; chains of operators do not count. */
    static final int MAX_NESTING = 10_000;

    static final String TOO_DEEP = "expression is nested deeper than " + MAX_NESTING + " levels";

    private final Tokens tokens;
    private final ModifierParser modifiers;
    private final SelectorParser selectors;
    private final PostfixParser postfix;
    private final CallParser calls;
    private final ArrayList<Expr> operands = new ArrayList<>();
    private final ArrayList<ValueType> types = new ArrayList<>();
    private final ArrayList<Pending> pending = new ArrayList<>();
    private int nesting;
    /** Where the comma before the operand to come stands; -1 when there is none. */
    private int commaStart = -1;

    ExprParser(Tokens tokens) {
        this.tokens = tokens;
        this.modifiers = new ModifierParser(tokens);
        this.selectors = new SelectorParser(tokens);
        this.postfix = new PostfixParser(tokens, modifiers);
        this.calls = new CallParser(tokens, modifiers);
    }

    /** What waits for more text. */
    private sealed interface Pending {
        record Sign(boolean minus, Span span) implements Pending {}

        record Operator(BinaryOp op, ModifierParser.Modifiers modifiers, Span span) implements Pending {}

        record Parens(int start) implements Pending {}

        record Open(CallParser.Head head, ArrayList<Expr> arguments) implements Pending {}
    }

    /** The tree, whole only when nothing was reported. Null when there is no expression at all. */
    @Nullable
    Expr parse() {
        if (tokens.is(TokenType.EOF)) {
            if (!tokens.isBroken()) {
                tokens.error(tokens.span(0, 0), "no expression found in input");
            }
            return null;
        }
        boolean wantOperand = true;
        while (true) {
            if (wantOperand) {
                wantOperand = !operand();
                commaStart = -1;
            } else if (postfix.begins()) {
                applyPostfix();
            } else if (tokens.operator() != null) {
                pushOperator(tokens.operator());
                wantOperand = true;
            } else if (tokens.is(TokenType.RIGHT_PAREN)) {
                close();
            } else if (tokens.is(TokenType.COMMA) && innermost() instanceof Pending.Open open) {
                wantOperand = nextArgument(open);
            } else if (tokens.is(TokenType.EOF)) {
                reduce(null);
                return operands.get(operands.size() - 1);
            } else {
                tokens.unexpected(expectedAfterOperand());
                tokens.advance();
                skip();
            }
        }
    }

    ValueType type() {
        return types.get(types.size() - 1);
    }

    private String expectedAfterOperand() {
        Pending open = innermost();
        if (open instanceof Pending.Open) {
            return "an operator, \",\" or \")\"";
        }
        return open == null ? "an operator or the end" : "an operator or \")\"";
    }

    /** The innermost thing that waits for a closing parenthesis; signs and operators on top of it are passed over. */
    private @Nullable Pending innermost() {
        for (int i = pending.size() - 1; i >= 0; i--) {
            Pending entry = pending.get(i);
            if (entry instanceof Pending.Parens || entry instanceof Pending.Open) {
                return entry;
            }
        }
        return null;
    }

    private void push(Expr expr, ValueType type) {
        operands.add(expr);
        types.add(type);
    }

    /** Reads an operand or something that begins one; answers whether there is an operand now. */
    private boolean operand() {
        BinaryOp op = tokens.operator();
        if (op == BinaryOp.ADD || op == BinaryOp.SUBTRACT) {
            return !open(new Pending.Sign(op == BinaryOp.SUBTRACT, tokens.span()));
        }
        switch (tokens.type()) {
            case NUMBER, DURATION -> pushNumber();
            case STRING -> {
                String value = Quoted.unquote(tokens.source(), tokens.start(), tokens.end());
                push(new StringLiteral(value, tokens.span()), ValueType.STRING);
                tokens.advance();
            }
            case LEFT_PAREN -> {
                return !open(new Pending.Parens(tokens.start()));
            }
            case LEFT_BRACE -> push(selectors.withoutName(), ValueType.VECTOR);
            default -> {
                return word();
            }
        }
        return true;
    }

    private void pushNumber() {
        boolean duration = tokens.is(TokenType.DURATION);
        Span span = tokens.span();
        push(new NumberLiteral(ModifierParser.tokenValue(tokens), duration, span), ValueType.SCALAR);
        tokens.advance();
    }

    /** Reads a name: of a metric, of a function or of an aggregation. */
    private boolean word() {
        if (!isName()) {
            tokens.unexpected(commaStart < 0 ? tokens.start() : commaStart, "an expression");
            placeholder();
            return true;
        }
        CallParser.Word word = calls.word();
        if (!calls.opens(word)) {
            push(selectors.afterName(word.start(), word.end()), ValueType.VECTOR);
            return true;
        }
        CallParser.Head head = calls.head(word);
        if (head == null) {
            placeholder();
            return true;
        }
        var open = new Pending.Open(head, new ArrayList<>());
        if (!open(open)) {
            return true;
        }
        if (tokens.is(TokenType.RIGHT_PAREN)) {
            nesting--;
            pending.remove(pending.size() - 1);
            finish(open);
            return true;
        }
        return false;
    }

    private boolean isName() {
        return switch (tokens.type()) {
            case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATION, BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED -> true;
            case FILL, FILL_LEFT, FILL_RIGHT, START, END, STEP, RANGE, MAX_OF, MIN_OF -> true;
            case OPERATOR -> tokens.operator() != null && tokens.operator().isSet();
            default -> false;
        };
    }

    private void placeholder() {
        push(VectorSelector.of("placeholder").withSpan(Span.at(tokens.span().start())), ValueType.VECTOR);
        skip();
    }

    /** Begins something at the token in view, unless it is too deep. */
    private boolean open(Pending entry) {
        nesting++;
        if (nesting > MAX_NESTING) {
            tokens.error(tokens.span(), TOO_DEEP);
            while (!tokens.is(TokenType.EOF)) {
                tokens.advance();
            }
            push(VectorSelector.of("placeholder"), ValueType.VECTOR);
            pending.clear();
            return false;
        }
        pending.add(entry);
        tokens.advance();
        return true;
    }

    /** Skips to something that can follow an operand here. */
    private void skip() {
        int depth = 0;
        while (!tokens.is(TokenType.EOF)) {
            boolean stop = tokens.operator() != null
                    || tokens.is(TokenType.RIGHT_PAREN)
                    || (tokens.is(TokenType.COMMA) && innermost() instanceof Pending.Open);
            if (stop && depth == 0) {
                return;
            }
            if (opensBracket(tokens.type())) {
                depth++;
            } else if (depth > 0 && closesBracket(tokens.type())) {
                depth--;
            }
            tokens.advance();
        }
    }

    private static boolean opensBracket(TokenType type) {
        return type == TokenType.LEFT_PAREN || type == TokenType.LEFT_BRACE || type == TokenType.LEFT_BRACKET;
    }

    private static boolean closesBracket(TokenType type) {
        return type == TokenType.RIGHT_PAREN || type == TokenType.RIGHT_BRACE || type == TokenType.RIGHT_BRACKET;
    }

    private void applyPostfix() {
        int last = operands.size() - 1;
        Expr before = operands.get(last);
        Expr after = postfix.apply(before);
        operands.set(last, after);
        boolean range = after instanceof dev.strata.rulegen.promql.ast.MatrixSelector
                || after instanceof dev.strata.rulegen.promql.ast.SubqueryExpr;
        if (range) {
            types.set(last, ValueType.MATRIX);
        }
    }

    private void pushOperator(BinaryOp op) {
        reduce(op);
        Span span = tokens.span();
        tokens.advance();
        pending.add(new Pending.Operator(op, modifiers.modifiers(), span));
    }

    private boolean nextArgument(Pending.Open open) {
        reduce(null);
        addArgument(open);
        Span comma = tokens.span();
        commaStart = tokens.start();
        tokens.advance();
        if (!tokens.is(TokenType.RIGHT_PAREN)) {
            return true;
        }
        tokens.error(comma, "trailing commas not allowed in function call args");
        commaStart = -1;
        pending.remove(pending.size() - 1);
        nesting--;
        finish(open);
        return false;
    }

    private void addArgument(Pending.Open open) {
        int last = operands.size() - 1;
        open.arguments().add(operands.remove(last));
        types.remove(last);
    }

    /** Closes the innermost parenthesis at the token in view. */
    private void close() {
        reduce(null);
        if (pending.isEmpty()) {
            tokens.unexpected("the end");
            tokens.advance();
            return;
        }
        Pending open = pending.remove(pending.size() - 1);
        nesting--;
        if (open instanceof Pending.Open call) {
            addArgument(call);
            finish(call);
        } else if (open instanceof Pending.Parens parens) {
            tokens.advance();
            int last = operands.size() - 1;
            Span span = tokens.span(parens.start(), tokens.lastEnd());
            operands.set(last, new ParenExpr(operands.get(last), span));
        }
    }

    private void finish(Pending.Open open) {
        tokens.advance();
        CallParser.Built built = calls.finish(open.head(), open.arguments());
        push(built.expr(), built.type());
    }

    /** Builds what binds at least as tightly as the operator to come; null stands for the end of a part. */
    private void reduce(@Nullable BinaryOp coming) {
        while (!pending.isEmpty()) {
            Pending top = pending.get(pending.size() - 1);
            if (top instanceof Pending.Sign sign) {
                if (!yields(BinaryOp.SIGN_PRECEDENCE, coming)) {
                    return;
                }
                nesting--;
                applySign(sign);
            } else if (top instanceof Pending.Operator operator
                    && yields(operator.op().precedence(), coming)) {
                applyOperator(operator);
            } else {
                return;
            }
            pending.remove(pending.size() - 1);
        }
    }

    /** Whether something that binds as given is complete when the operator comes. */
    static boolean yields(int precedence, @Nullable BinaryOp coming) {
        if (coming == null || precedence > coming.precedence()) {
            return true;
        }
        return precedence == coming.precedence() && !coming.isRightAssociative();
    }

    private void applySign(Pending.Sign sign) {
        int last = operands.size() - 1;
        Expr operand = operands.get(last);
        Span span = sign.span().to(operand.span());
        if (operand instanceof NumberLiteral number) {
            double value = sign.minus() ? -number.value() : number.value();
            operands.set(last, new NumberLiteral(value, number.duration(), span));
        } else {
            operands.set(last, new UnaryExpr(sign.minus(), operand, span));
        }
    }

    private void applyOperator(Pending.Operator operator) {
        int last = operands.size() - 1;
        Expr right = operands.remove(last);
        ValueType rightType = types.remove(last);
        Expr left = operands.get(last - 1);
        ValueType leftType = types.get(last - 1);
        boolean vectors = leftType == ValueType.VECTOR && rightType == ValueType.VECTOR;
        VectorMatching matching = operator.modifiers().matching();
        if (matching.fills()) {
            Feature feature = Feature.FILL_MODIFIERS;
            tokens.require(feature, left.span(), "the modifier \"fill\"", feature.since());
        }
        if (operator.op().isSet() && matching.cardinality() == Cardinality.ONE_TO_ONE) {
            matching = matching.withCardinality(Cardinality.MANY_TO_MANY);
        }
        // What cannot match but says how to is kept, for the type checker to refuse.
        boolean keep = vectors || !matching.labels().isEmpty() || matching.fills();
        Span span = left.span().to(right.span());
        operands.set(
                last - 1,
                new BinaryExpr(
                        operator.op(),
                        left,
                        right,
                        operator.modifiers().returnBool(),
                        keep ? matching : null,
                        operator.span(),
                        span));
        boolean scalars = leftType == ValueType.SCALAR && rightType == ValueType.SCALAR;
        types.set(last - 1, scalars ? ValueType.SCALAR : ValueType.VECTOR);
    }
}
