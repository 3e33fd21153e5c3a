package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.Objects;

/** A condition on one label of a selector. Regular expressions are RE2 and match the whole value. */
public record LabelMatcher(String label, Op op, String value, Span span) {
    /** The label that holds a metric's name. */
    public static final String METRIC_NAME = "__name__";

    /** The four ways to compare. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }

        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    public LabelMatcher {
        Objects.requireNonNull(label);
        Objects.requireNonNull(op);
        Objects.requireNonNull(value);
        Objects.requireNonNull(span);
    }

    public static LabelMatcher equal(String label, String value) {
        return new LabelMatcher(label, Op.EQUAL, value, Span.NONE);
    }

    public static LabelMatcher of(String label, Op op, String value) {
        return new LabelMatcher(label, op, value, Span.NONE);
    }
}
