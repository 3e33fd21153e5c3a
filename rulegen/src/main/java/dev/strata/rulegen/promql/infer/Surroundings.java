package dev.strata.rulegen.promql.infer;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the server that evaluates.
 *
 * @param scrapeInterval null when not known, then windows are not judged
 * @param externalLabels labels that a server does not see in its own data but rules name all the same, such as
 *     {@code cluster}; never reported as missing
 */
public record Surroundings(@Nullable Duration scrapeInterval, Set<String> externalLabels) {
    public static final Surroundings UNKNOWN = new Surroundings(null, Set.of());

    public Surroundings {
        externalLabels = java.util.Collections.unmodifiableSet(new TreeSet<>(externalLabels));
    }
}
