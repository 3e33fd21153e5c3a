package dev.strata.rulegen.promql.infer;

import java.util.Objects;

/**
 * What the numbers of a result stand for.
 *
 * @param observed what a histogram has counted, where this is one or a part of one
 * @param declared whether somebody said so, rather than the name of the metric suggesting it
 */
public record Meaning(Kind kind, Unit unit, boolean declared, Unit observed) {
    /** What sort of series it is. */
    public enum Kind {
        UNKNOWN,
        GAUGE,
        /** A moment, in seconds or parts of them since 1970. */
        TIMESTAMP,
        /** One quantity as a part or a multiple of another of the same unit. */
        RATIO,
        COUNTER,
        /** Cumulative buckets of a classic histogram. */
        BUCKET,
        NATIVE_HISTOGRAM,
        /** Always 1. */
        INFO,
        /** Counters added up before a rate was taken, which hides their resets. */
        SUMMED_COUNTER,
        /** How fast a counter grows, or by how much it grew. */
        RATE,
        /** As before, of something that may be a native histogram. */
        UNKNOWN_RATE,
        /** One rate divided by another: a share of events, or a mean. */
        RATE_RATIO,
        /** A rate, of buckets. */
        BUCKET_RATE,
        /** A quantile, measured or computed; neither sums nor averages of it mean anything. */
        QUANTILE
    }

    public static final Meaning UNKNOWN = new Meaning(Kind.UNKNOWN, Unit.UNKNOWN, false);

    public Meaning {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(observed);
    }

    public Meaning(Kind kind, Unit unit, boolean declared) {
        this(kind, unit, declared, Unit.UNKNOWN);
    }

    Meaning withKind(Kind other) {
        return new Meaning(other, unit, declared, observed);
    }

    Meaning withUnit(Unit other) {
        return new Meaning(kind, other, declared, observed);
    }

    /** Whether it goes up and down. */
    boolean isGaugeLike() {
        return kind == Kind.GAUGE || kind == Kind.INFO || kind == Kind.TIMESTAMP || kind == Kind.RATIO;
    }

    /** How fast something grows, of whatever it is. */
    public boolean isRate() {
        return kind == Kind.RATE || kind == Kind.UNKNOWN_RATE;
    }

    /** How sure it is, for messages. */
    String verb() {
        return declared ? "is" : "looks like";
    }

    boolean isCounterLike() {
        return kind == Kind.COUNTER || kind == Kind.BUCKET || kind == Kind.SUMMED_COUNTER;
    }

    Meaning or(Meaning other) {
        return equals(other) ? this : UNKNOWN;
    }
}
