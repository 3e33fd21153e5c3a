package dev.strata.rulegen.metric;

import java.util.List;
import java.util.Map;

/** The type of one row of a table. */
enum FamilyType {
    GAUGE,
    TIMESTAMP,
    COUNTER,
    INFO,
    UNKNOWN,
    HISTOGRAM,
    SUMMARY,
    /** A histogram or a summary, as the process is configured; what has the plain name is not known then. */
    DISTRIBUTION;

    /** What the name of a series can have beyond that of its family. */
    static final List<String> SUFFIXES = List.of("_bucket", "_count", "_sum");

    /** The series that a row stands for, by what their names have beyond that of the family. */
    Map<String, SeriesType> parts() {
        return switch (this) {
            case GAUGE -> Map.of("", SeriesType.GAUGE);
            case TIMESTAMP -> Map.of("", SeriesType.TIMESTAMP);
            case COUNTER -> Map.of("", SeriesType.COUNTER);
            case INFO -> Map.of("", SeriesType.INFO);
            case UNKNOWN -> Map.of("", SeriesType.UNKNOWN);
            case HISTOGRAM -> buckets(SeriesType.HISTOGRAM);
            case DISTRIBUTION -> buckets(SeriesType.UNKNOWN);
            case SUMMARY -> Map.of("", SeriesType.QUANTILE, "_count", SeriesType.COUNTER, "_sum", SeriesType.COUNTER);
        };
    }

    private static Map<String, SeriesType> buckets(SeriesType plain) {
        return Map.of(
                "", plain, "_bucket", SeriesType.BUCKET, "_count", SeriesType.COUNTER, "_sum", SeriesType.COUNTER);
    }
}
