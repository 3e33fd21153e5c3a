package dev.strata.rulegen.rule;

import dev.strata.rulegen.diagnostic.Span;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lint that is not asked of one rule.
 *
 * @param place where that is written
 * @param until the last day of it; null where it has no end
 */
public record RuleSuppression(
        String lint, Span place, @Nullable LocalDate until) {}
