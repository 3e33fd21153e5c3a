package dev.strata.rulegen.promql.ast;

/** The binary operators in the order of their binding, loosest first. */
public enum BinaryOp {
    OR("or", 1),
    AND("and", 2),
    UNLESS("unless", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 3),
    LESS_OR_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_OR_EQUAL(">=", 3),
    /** Keeps the part of a native histogram below a value. */
    TRIM_UPPER("</", 3),
    /** Keeps the part of a native histogram above a value. */
    TRIM_LOWER(">/", 3),
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    ATAN2("atan2", 5),
    POWER("^", 6);

    /** How tightly a sign binds: like a multiplication. */
    public static final int SIGN_PRECEDENCE = 5;

    private final String text;
    private final int precedence;

    BinaryOp(String text, int precedence) {
        this.text = text;
        this.precedence = precedence;
    }

    public String text() {
        return text;
    }

    /** Higher binds tighter. */
    public int precedence() {
        return precedence;
    }

    public boolean isRightAssociative() {
        return this == POWER;
    }

    /** Whether {@code bool} makes sense; the histogram trims are no comparisons. */
    public boolean isComparison() {
        return precedence == 3 && !isTrim();
    }

    public boolean isTrim() {
        return this == TRIM_UPPER || this == TRIM_LOWER;
    }

    public boolean isSet() {
        return precedence <= 2;
    }
}
