package dev.strata.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is; ordered, worst last. */
public enum Severity {
    INFORMATION(1),
    WARNING(2),
    CRITICAL(3);

    private final int value;

    Severity(int value) {
        this.value = value;
    }

    /** The number in metric values: 1 information, 2 warning, 3 critical. */
    public int value() {
        return value;
    }

    /** The word used in definitions, labels and JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity with the given {@link #id()}, empty for any other text. */
    public static Optional<Severity> byId(String id) {
        return Arrays.stream(values())
                .filter(severity -> severity.id().equals(id))
                .findFirst();
    }

    /** The worse of the two. */
    public Severity max(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The milder of the two: what is left of this severity under a cap. */
    public Severity cappedAt(Severity cap) {
        return compareTo(cap) <= 0 ? this : cap;
    }
}
