package dev.strata.exporter.exposition;

import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which findings get rows of reasons, evidence and causes: root causes, and the worst of each signal up to a cap.
 *
 * @param leftOut how many findings got none
 */
record Selection(List<Finding> detailed, long leftOut) {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::since)
            .thenComparing(Finding::id);

    static Selection of(List<Finding> active, List<RootCause> roots, int worst) {
        Set<FindingId> causes = new HashSet<>();
        roots.forEach(root -> causes.add(root.finding().id()));
        Map<String, Integer> taken = new HashMap<>();
        var detailed = new ArrayList<Finding>();
        long leftOut = 0;
        for (Finding finding : active.stream().sorted(WORST_FIRST).toList()) {
            if (taken.merge(finding.id().signal(), 1, Integer::sum) <= worst || causes.contains(finding.id())) {
                detailed.add(finding);
            } else {
                leftOut++;
            }
        }
        detailed.sort(Comparator.comparing(Finding::id));
        return new Selection(List.copyOf(detailed), leftOut);
    }
}
