package dev.strata.rulegen.definition;

import java.util.Objects;

/** Where trouble begins. */
public record Limit(Comparison comparison, Quantity quantity) {
    public Limit {
        Objects.requireNonNull(comparison);
        Objects.requireNonNull(quantity);
    }
}
