package dev.strata.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an SLO measures: values of the {@code sli} label. */
public enum Sli {
    AVAILABILITY,
    LATENCY,
    SUCCESS,
    CONVERSION,
    VOLUME,
    FRESHNESS,
    STEP;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with the given {@link #id()}, empty for any other text. */
    public static Optional<Sli> byId(String id) {
        return Arrays.stream(values()).filter(sli -> sli.id().equals(id)).findFirst();
    }
}
