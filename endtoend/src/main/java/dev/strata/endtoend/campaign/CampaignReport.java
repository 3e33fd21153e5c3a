package dev.strata.endtoend.campaign;

import dev.strata.testbed.fake.Fault;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign did and found.
 *
 * @param struck how often each kind of fault has struck
 * @param recoveries rounds after which the store was again equal to the server, object by object
 * @param slowestSeconds the longest that this took after the fault was over
 * @param latestSeconds the longest that something hidden was still called healthy beyond its limit
 * @param evaluations judgements that were compared while faults were on
 * @param blindings rounds in which a resource was hidden for longer than its limit
 * @param heapBytes held after a collection, over time
 * @param violations in words; none is the aim
 */
public record CampaignReport(
        long seed,
        SortedMap<Fault, Long> struck,
        int rounds,
        int recoveries,
        double slowestSeconds,
        double latestSeconds,
        long evaluations,
        int blindings,
        int threads,
        int connections,
        List<Long> heapBytes,
        List<String> violations) {

    public CampaignReport {
        struck = Collections.unmodifiableSortedMap(new TreeMap<>(struck));
        heapBytes = List.copyOf(heapBytes);
        violations = List.copyOf(violations);
    }

    /** Prints all of it. */
    public void print(PrintStream out) {
        out.println("faults struck, by kind (seed " + seed + "):");
        struck.forEach((fault, times) -> out.printf("  %-20s %6d%n", fault, times));
        out.printf(
                "rounds %d, recoveries %d (slowest %.2f s), blindings %d (noticed at most %.2f s late), judgements compared %d%n",
                rounds, recoveries, slowestSeconds, blindings, latestSeconds, evaluations);
        out.printf(
                "most threads %d, most connections %d, heap %s MiB%n",
                threads,
                connections,
                heapBytes.isEmpty()
                        ? "not measured"
                        : heapBytes.get(0) / (1 << 20) + " to " + heapBytes.get(heapBytes.size() - 1) / (1 << 20));
        out.println("violations " + violations.size());
        violations.forEach(violation -> out.println("  " + violation));
    }
}
