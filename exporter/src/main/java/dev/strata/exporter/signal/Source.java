package dev.strata.exporter.signal;

/** Whether that is there which an evaluator reads, beyond that its questions were answered. */
public enum Source {
    PRESENT,
    /** Nothing here exports it, which is a choice: the signal is off. */
    ABSENT,
    /** It was there lately and is not now: nothing can be judged. */
    LOST
}
