package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A time in which more is asked of some workloads than usual.
 *
 * @param lead how long before its beginning capacity is checked
 * @param load how many times the usual load
 * @param relax alerts that are silent meanwhile in the namespaces of the workloads
 */
public record PlannedEvent(
        Located<String> name,
        String team,
        Instant from,
        Instant to,
        Duration lead,
        BigDecimal load,
        List<Demand> workloads,
        List<Located<String>> relax) {
    public PlannedEvent {
        workloads = List.copyOf(workloads);
        relax = List.copyOf(relax);
    }

    /** So many replicas must be possible. */
    public record Demand(String kind, String namespace, String name, int replicas) {}
}
