package dev.strata.rulegen.definition;

import dev.strata.rulegen.promql.ast.BinaryOp;

/** On which side of the limit the trouble lies. */
public enum Comparison {
    ABOVE("above", BinaryOp.GREATER),
    AT_LEAST("atLeast", BinaryOp.GREATER_OR_EQUAL),
    BELOW("below", BinaryOp.LESS),
    AT_MOST("atMost", BinaryOp.LESS_OR_EQUAL);

    private final String key;
    private final BinaryOp op;

    Comparison(String key, BinaryOp op) {
        this.key = key;
        this.op = op;
    }

    /** The key in definitions. */
    public String key() {
        return key;
    }

    public BinaryOp op() {
        return op;
    }

    /** Whether larger values are worse. */
    public boolean isUpper() {
        return this == ABOVE || this == AT_LEAST;
    }

    /** Whether the limit itself fires. */
    public boolean includesLimit() {
        return this == AT_LEAST || this == AT_MOST;
    }
}
