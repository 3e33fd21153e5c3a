package dev.strata.catalog;

/** Where a signal gets what it judges. A signal whose input was never configured is off, not unknown. */
public enum Input {
    KUBERNETES,
    PROMETHEUS,
    /** Needs both; without Prometheus its verdict is unknown or weaker, as its evaluator says. */
    BOTH
}
