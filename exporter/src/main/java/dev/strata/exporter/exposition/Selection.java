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
 * Which findings get rows, and which of these get rows of reasons, evidence and causes, within a number of rows. A few of
 * each signal come first; then the more severe ones, among these the worst of each signal, then other root causes, then
 * the rest. Of equal ones the older comes first, so that new ones do not push out those that are known.
 *
 * @param shown in id order
 * @param detailed of those, in id order
 * @param unseen findings without a row
 * @param plain findings that are shown and should have details but have none
 */
record Selection(List<Finding> shown, List<Finding> detailed, long unseen, long plain) {

    /** This share of the rows says that something is wrong; the others say more about it. */
    private static final double IDENTITY = 0.6;

    /** This share of the worst of a signal comes before everything. */
    private static final double FEW = 0.1;

    private static final int NOT_ASKED = 2;

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::since)
            .thenComparing(Finding::id);

    /** A finding, its place among those of its signal, whether it is one of the few, and which of three sorts it is. */
    private record Candidate(Finding finding, int rank, boolean few, int sort) {

        static final Comparator<Candidate> FIRST = Comparator.comparing((Candidate c) -> !c.few())
                .thenComparing((Candidate c) -> c.finding().severity(), Comparator.reverseOrder())
                .thenComparingInt(Candidate::sort)
                .thenComparingInt(Candidate::rank)
                .thenComparing(Candidate::finding, WORST_FIRST);
    }

    /**
     * Chooses.
     *
     * @param worst so many of each signal come first
     * @param mostRows bound on the rows of all of them
     */
    static Selection of(List<Finding> active, List<RootCause> roots, int worst, int mostRows) {
        List<Candidate> candidates = candidates(active, roots, worst);
        Set<FindingId> causes = ids(roots);
        var shown = new ArrayList<Finding>();
        var explainable = new ArrayList<Finding>();
        double left = mostRows * IDENTITY;
        long unseen = 0;
        for (Candidate candidate : candidates) {
            left -= causes.contains(candidate.finding().id()) ? 4 : 3;
            if (left < 0) {
                unseen++;
                continue;
            }
            shown.add(candidate.finding());
            if (candidate.sort() < NOT_ASKED) {
                explainable.add(candidate.finding());
            }
        }
        var detailed = new ArrayList<Finding>();
        double rest = mostRows * (1 - IDENTITY) + Math.max(0, left);
        for (Finding finding : explainable) {
            rest -= details(finding);
            if (rest >= 0) {
                detailed.add(finding);
            }
        }
        long plain = (long) shown.size() - detailed.size();
        shown.sort(Comparator.comparing(Finding::id));
        detailed.sort(Comparator.comparing(Finding::id));
        return new Selection(List.copyOf(shown), List.copyOf(detailed), unseen, plain);
    }

    private static List<Candidate> candidates(List<Finding> active, List<RootCause> roots, int worst) {
        Set<FindingId> causes = ids(roots);
        Map<String, Integer> taken = new HashMap<>();
        var candidates = new ArrayList<Candidate>();
        for (Finding finding : active.stream().sorted(WORST_FIRST).toList()) {
            int rank = taken.merge(finding.id().signal(), 1, Integer::sum);
            int sort = rank <= worst ? 0 : causes.contains(finding.id()) ? 1 : NOT_ASKED;
            candidates.add(new Candidate(finding, rank, rank <= FEW * worst, sort));
        }
        candidates.sort(Candidate.FIRST);
        return candidates;
    }

    private static Set<FindingId> ids(List<RootCause> roots) {
        Set<FindingId> ids = new HashSet<>();
        roots.forEach(root -> ids.add(root.finding().id()));
        return ids;
    }

    private static int details(Finding finding) {
        return finding.reasons().size()
                + finding.evidence().size()
                + (finding.causes().isEmpty() ? 0 : 1);
    }
}
