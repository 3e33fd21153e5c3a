package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.util.Objects;

/**
 * What people read. Summary, description and impact are templates of Prometheus.
 *
 * @param firstAction what to do first, for the runbook
 */
public record AlertText(
        Located<String> summary, Located<String> description, Located<String> impact, String firstAction) {
    public AlertText {
        Objects.requireNonNull(summary);
        Objects.requireNonNull(description);
        Objects.requireNonNull(impact);
        Objects.requireNonNull(firstAction);
    }
}
