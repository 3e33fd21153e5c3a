package dev.strata.rulegen.promql.infer;

/** Whether the elements of a result carry a label. */
public enum Presence {
    NEVER,
    MAYBE,
    ALWAYS;

    /** What holds when an element may come from either of two results. */
    Presence or(Presence other) {
        return this == other ? this : MAYBE;
    }
}
