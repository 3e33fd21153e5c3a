package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert as its author wrote it.
 *
 * @param labels beside those that every alert has
 */
public record AlertDefinition(
        Located<String> name,
        AlertOwner owner,
        AlertText text,
        AlertCondition condition,
        AlertTiming timing,
        AlertRelations relations,
        List<AlertExample> examples,
        List<Suppression> suppressions,
        SortedMap<String, String> labels) {
    public AlertDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(text);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(timing);
        Objects.requireNonNull(relations);
        examples = List.copyOf(examples);
        suppressions = List.copyOf(suppressions);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** How long the condition must hold, and how long the alert stays after it has cleared. */
    public record AlertTiming(Located<Duration> holdFor, Duration keepFiringFor) {}

    /**
     * What other alerts this one knows.
     *
     * @param replaces names of well-known alerts that this one succeeds
     * @param inhibitedBy alerts of the same run that silence this one in the same cluster
     */
    public record AlertRelations(List<String> replaces, List<Located<String>> inhibitedBy) {
        public AlertRelations {
            replaces = List.copyOf(replaces);
            inhibitedBy = List.copyOf(inhibitedBy);
        }
    }
}
