package dev.strata.rulegen.promql.parse;

/** The words and signs of PromQL. */
enum TokenType {
    ERROR,
    EOF,
    IDENTIFIER,
    /** A name with a colon, which can only be a metric. */
    METRIC_IDENTIFIER,
    NUMBER,
    DURATION,
    STRING,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACE,
    RIGHT_BRACE,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    COMMA,
    COLON,
    AT,
    MATCH_EQUAL,
    MATCH_REGEX,
    MATCH_NOT_REGEX,
    /** Any binary operator but {@code !=}; signs too. */
    OPERATOR,
    /** Both a binary operator and a way to match. */
    NOT_EQUAL,
    AGGREGATION,
    /** {@code start}, {@code end}, {@code step}, {@code range}, {@code min_of}, {@code max_of}. */
    START,
    END,
    STEP,
    RANGE,
    MAX_OF,
    MIN_OF,
    BOOL,
    BY,
    WITHOUT,
    ON,
    IGNORING,
    GROUP_LEFT,
    GROUP_RIGHT,
    FILL,
    FILL_LEFT,
    FILL_RIGHT,
    OFFSET,
    ANCHORED,
    SMOOTHED;

    /** Whether a call may begin with this word (aggregations are told apart by the parser). */
    boolean isCallable() {
        return switch (this) {
            case IDENTIFIER, START, END, STEP, RANGE, MAX_OF, MIN_OF -> true;
            default -> false;
        };
    }
}
