package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * House rules for alerts; null and empty where nothing is ruled.
 *
 * @param names regular expression for names of alerts
 * @param labels that each alert must have
 * @param annotations that each alert must have
 * @param teams the only ones
 * @param longestFor of any alert
 * @param pages how many critical alerts there may be
 */
public record Policy(
        Located<String> name,
        @Nullable String names,
        List<String> labels,
        List<String> annotations,
        List<String> teams,
        @Nullable Duration longestFor,
        @Nullable Integer pages) {
    public Policy {
        labels = List.copyOf(labels);
        annotations = List.copyOf(annotations);
        teams = List.copyOf(teams);
    }
}
