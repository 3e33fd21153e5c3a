package dev.strata.rulegen.promql.ast;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of two vectors find one another.
 *
 * @param on whether {@code labels} are the only ones compared, or those left out
 * @param include labels copied from the "one" side; only with a grouped cardinality
 * @param fillLeft value for missing elements of the left side
 */
public record VectorMatching(
        Cardinality cardinality,
        boolean on,
        List<String> labels,
        List<String> include,
        @Nullable Double fillLeft,
        @Nullable Double fillRight) {
    /** How many elements of one side may meet how many of the other. */
    public enum Cardinality {
        ONE_TO_ONE,
        /** {@code group_left}. */
        MANY_TO_ONE,
        /** {@code group_right}. */
        ONE_TO_MANY,
        /** Set operators. */
        MANY_TO_MANY
    }

    public static final VectorMatching DEFAULT =
            new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), null, null);

    public VectorMatching {
        Objects.requireNonNull(cardinality);
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    public static VectorMatching on(String... labels) {
        return on(List.of(labels));
    }

    public static VectorMatching on(List<String> labels) {
        return new VectorMatching(Cardinality.ONE_TO_ONE, true, labels, List.of(), null, null);
    }

    public static VectorMatching ignoring(String... labels) {
        return new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(labels), List.of(), null, null);
    }

    public VectorMatching groupLeft(String... included) {
        return new VectorMatching(Cardinality.MANY_TO_ONE, on, labels, List.of(included), fillLeft, fillRight);
    }

    public VectorMatching groupRight(String... included) {
        return new VectorMatching(Cardinality.ONE_TO_MANY, on, labels, List.of(included), fillLeft, fillRight);
    }

    public VectorMatching withCardinality(Cardinality other) {
        return new VectorMatching(other, on, labels, include, fillLeft, fillRight);
    }

    public boolean isGrouped() {
        return cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
    }

    public boolean fills() {
        return fillLeft != null || fillRight != null;
    }
}
