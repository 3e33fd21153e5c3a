package dev.strata.catalog;

/** The type of a metric family in the exposition. */
public enum MetricType {
    GAUGE,
    COUNTER,
    HISTOGRAM,
    /** A gauge that is always 1 and whose labels carry the information. */
    INFO
}
