package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lint that somebody decided not to follow in one place.
 *
 * @param lint its id
 * @param until the last day of it; null where the reason does not pass
 */
public record Suppression(
        Located<String> lint, String reason, @Nullable LocalDate until) {}
