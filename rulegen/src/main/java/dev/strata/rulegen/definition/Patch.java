package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one installation wants otherwise.
 *
 * @param until the last day on which it holds
 */
public record Patch(Subject subject, Scope scope, Change change, String reason, Located<LocalDate> until) {

    /** What is changed. */
    public enum Kind {
        ALERT,
        SIGNAL,
        SLO;

        /** The key in definitions. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An alert by its name, a signal by its id, objectives by a glob over their names. */
    public record Subject(Kind kind, Located<String> name) {}

    /**
     * Where it holds.
     *
     * @param tier null for all
     * @param namespaces with {@code *} for any characters; empty for all
     */
    public record Scope(@Nullable Tier tier, List<String> namespaces) {
        public Scope {
            namespaces = List.copyOf(namespaces);
        }

        public boolean isEverywhere() {
            return tier == null && namespaces.isEmpty();
        }
    }

    /**
     * What is put in place of what; null for what stays.
     *
     * @param thresholds of a signal, by the names in the exporter's configuration
     */
    public record Change(
            boolean disable,
            @Nullable Located<Quantity> threshold,
            @Nullable Located<Duration> holdFor,
            @Nullable Located<Duration> keepFiringFor,
            @Nullable Located<AlertSeverity> severity,
            @Nullable Located<String> team,
            @Nullable Located<Quantity> objective,
            SortedMap<String, String> thresholds) {
        public Change {
            thresholds = Collections.unmodifiableSortedMap(new TreeMap<>(thresholds));
        }
    }
}
