package dev.strata.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four layers of health, lowest first: a lower layer can explain a higher one, never the reverse. */
public enum Layer {
    CLUSTER,
    PLATFORM,
    APPLICATION,
    BUSINESS;

    /** The value of the {@code layer} label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layer with the given {@link #id()}, empty for any other text. */
    public static Optional<Layer> byId(String id) {
        return Arrays.stream(values()).filter(layer -> layer.id().equals(id)).findFirst();
    }
}
