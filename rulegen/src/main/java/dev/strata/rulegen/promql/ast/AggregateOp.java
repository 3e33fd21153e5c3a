package dev.strata.rulegen.promql.ast;

import java.util.Locale;

/** The aggregations. */
public enum AggregateOp {
    AVG,
    BOTTOMK,
    COUNT,
    COUNT_VALUES,
    GROUP,
    LIMIT_RATIO,
    LIMITK,
    MAX,
    MIN,
    QUANTILE,
    STDDEV,
    STDVAR,
    SUM,
    TOPK;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word as PromQL writes it, in lower case. */
    public String text() {
        return text;
    }

    /** Whether a parameter comes before the vector. */
    public boolean hasParameter() {
        return switch (this) {
            case BOTTOMK, COUNT_VALUES, LIMIT_RATIO, LIMITK, QUANTILE, TOPK -> true;
            case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> false;
        };
    }

    /** Whether elements of the input come out as they are, with all their labels, instead of one value a group. */
    public boolean selects() {
        return switch (this) {
            case BOTTOMK, LIMIT_RATIO, LIMITK, TOPK -> true;
            case AVG, COUNT, COUNT_VALUES, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM -> false;
        };
    }

    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
