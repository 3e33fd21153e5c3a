package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.check.ValueType;
import java.util.Objects;

/**
 * What an expression returns, whatever the data.
 *
 * @param values bounds of its numbers; native histograms are not numbers
 * @param numbersOnly whether there are certainly no native histograms in it
 * @param single whether an evaluation returns at most one element
 */
public record Description(
        ValueType type,
        Labels labels,
        Emptiness emptiness,
        Interval values,
        boolean numbersOnly,
        boolean single,
        Meaning meaning) {
    /** Whether there is anything in a result. */
    public enum Emptiness {
        /** There is always something. */
        NEVER,
        MAYBE,
        /** There is never anything. */
        ALWAYS
    }

    public Description {
        Objects.requireNonNull(type);
        Objects.requireNonNull(labels);
        Objects.requireNonNull(emptiness);
        Objects.requireNonNull(values);
        Objects.requireNonNull(meaning);
    }

    /** A vector of which nothing but the labels is known. */
    static Description vector(Labels labels) {
        return new Description(ValueType.VECTOR, labels, Emptiness.MAYBE, Interval.ANY, false, false, Meaning.UNKNOWN);
    }

    static Description scalar(Interval values, Unit unit) {
        Meaning meaning = new Meaning(Meaning.Kind.GAUGE, unit, true);
        return new Description(ValueType.SCALAR, Labels.NONE, Emptiness.NEVER, values, true, true, meaning);
    }

    static Description string() {
        return new Description(
                ValueType.STRING, Labels.NONE, Emptiness.NEVER, Interval.ANY, true, true, Meaning.UNKNOWN);
    }

    public boolean isScalar() {
        return type == ValueType.SCALAR;
    }

    Description withType(ValueType other) {
        return new Description(other, labels, emptiness, values, numbersOnly, single, meaning);
    }

    Description withLabels(Labels other) {
        return new Description(type, other, emptiness, values, numbersOnly, single, meaning);
    }

    Description withEmptiness(Emptiness other) {
        return new Description(type, labels, other, values, numbersOnly, single, meaning);
    }

    /** Other numbers; they are numbers for certain. */
    Description withNumbers(Interval other) {
        return new Description(type, labels, emptiness, other, true, single, meaning);
    }

    Description withValues(Interval other) {
        return new Description(type, labels, emptiness, other, numbersOnly, single, meaning);
    }

    Description withSingle(boolean other) {
        return new Description(type, labels, emptiness, values, numbersOnly, other, meaning);
    }

    Description withMeaning(Meaning other) {
        return new Description(type, labels, emptiness, values, numbersOnly, single, other);
    }

    /** Something may have been filtered out. */
    Description maybeEmpty() {
        return emptiness == Emptiness.NEVER ? withEmptiness(Emptiness.MAYBE) : this;
    }

    /** What an operation keeps that drops native histograms: all, unless there are some. */
    Description afterDroppingHistograms() {
        return numbersOnly ? this : maybeEmpty();
    }
}
