package dev.strata.rulegen.metric;

import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.Meaning;

/** What the series of one name are, the parts of histograms and summaries apart. */
public enum SeriesType {
    GAUGE(Meaning.Kind.GAUGE),
    /** A gauge that holds a moment, in seconds since 1970. */
    TIMESTAMP(Meaning.Kind.TIMESTAMP),
    COUNTER(Meaning.Kind.COUNTER),
    /** Cumulative buckets of a classic histogram. */
    BUCKET(Meaning.Kind.BUCKET),
    /** The name of a family of buckets by itself: there is only something where native histograms are scraped. */
    HISTOGRAM(Meaning.Kind.NATIVE_HISTOGRAM),
    /** Quantiles of a summary, as the process computed them. */
    QUANTILE(Meaning.Kind.QUANTILE),
    /** Always 1. */
    INFO(Meaning.Kind.INFO),
    /** The exporter does not say. */
    UNKNOWN(Meaning.Kind.UNKNOWN);

    private final Meaning.Kind kind;

    SeriesType(Meaning.Kind kind) {
        this.kind = kind;
    }

    Meaning.Kind kind() {
        return kind;
    }

    /** Bounds that the type alone gives. */
    Interval bounds() {
        return switch (this) {
            case COUNTER, BUCKET -> Interval.NOT_NEGATIVE;
            case INFO -> Interval.point(1);
            default -> Interval.ANY;
        };
    }
}
