package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/** A window, step or offset: a literal as the user wrote it, or an expression over durations. */
public sealed interface PromDuration {
    Span span();

    static PromDuration of(Duration duration) {
        return new Literal(duration.toNanos() / 1e9, true, Span.NONE);
    }

    /** The length where it does not depend on the query. */
    default OptionalDouble seconds() {
        return this instanceof Literal literal ? OptionalDouble.of(literal.value()) : OptionalDouble.empty();
    }

    /**
     * A plain length, signs folded in.
     *
     * @param value seconds
     * @param unit whether it was written with units, {@code 5m}, or as bare seconds, {@code 300}
     */
    record Literal(double value, boolean unit, Span span) implements PromDuration {
        public Literal {
            Objects.requireNonNull(span);
        }

        /** Rounded half away from zero, as the server does. */
        public long nanos() {
            double nanos = value * 1e9;
            return (long) (nanos < 0 ? Math.ceil(nanos - 0.5) : Math.floor(nanos + 0.5));
        }
    }

    /** {@code step()} or {@code range()}: what the query was asked with. */
    record Query(boolean step, Span span) implements PromDuration {
        public Query {
            Objects.requireNonNull(span);
        }
    }

    /** A minus sign. */
    record Minus(PromDuration operand, Span span) implements PromDuration {
        public Minus {
            Objects.requireNonNull(operand);
            Objects.requireNonNull(span);
        }
    }

    /** Arithmetic; the operator is one of {@code + - * / % ^}. */
    record Arithmetic(BinaryOp op, PromDuration left, PromDuration right, Span span) implements PromDuration {
        public Arithmetic {
            Objects.requireNonNull(op);
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
            Objects.requireNonNull(span);
        }
    }

    /** {@code max_of(a, b)} or {@code min_of(a, b)}. */
    record Extreme(boolean max, PromDuration left, PromDuration right, Span span) implements PromDuration {
        public Extreme {
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
            Objects.requireNonNull(span);
        }
    }

    /** Parentheses; never directly inside one another. */
    record Parens(PromDuration inner, Span span) implements PromDuration {
        public Parens {
            Objects.requireNonNull(inner);
            Objects.requireNonNull(span);
        }
    }
}
