package dev.strata.endtoend.campaign;

import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.signal.Evaluators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What must hold of verdicts, compared between snapshots or with what a fault has hidden. */
final class Verdicts {

    private static final int TOLD = 3;

    private Verdicts() {}

    /** Signals that have healthy subjects although one of the resources they need cannot be seen. */
    static List<String> blindHealth(HealthSnapshot snapshot, Predicate<KubeResource> unseen) {
        Set<String> blind = Evaluators.all().stream()
                .filter(evaluator -> evaluator.resources().stream().anyMatch(unseen))
                .map(evaluator -> evaluator.signal().id())
                .collect(Collectors.toCollection(TreeSet::new));
        return snapshot.signals().stream()
                .filter(tally -> blind.contains(tally.signal().id()))
                .filter(tally -> tally.counts().getOrDefault(Verdict.HEALTHY, 0) > 0)
                .map(tally -> tally.signal().id() + " calls " + tally.counts().get(Verdict.HEALTHY) + " healthy")
                .toList();
    }

    /**
     * Verdicts of the same facts at the same instant that are not the same, of the signals that could be judged both
     * times. Where a signal was blind, others may be explained differently, but nothing may come or go.
     */
    static List<String> flips(HealthSnapshot before, HealthSnapshot after) {
        Set<String> judged = judged(before);
        Set<String> judgedNow = judged(after);
        boolean allSeen = judgedNow.containsAll(judged);
        judged.retainAll(judgedNow);
        Map<FindingId, String> first = verdicts(before, judged, allSeen);
        Map<FindingId, String> second = verdicts(after, judged, allSeen);
        if (first.equals(second)) {
            return List.of();
        }
        List<String> flips = new ArrayList<>();
        Set<FindingId> ids = new TreeSet<>(first.keySet());
        ids.addAll(second.keySet());
        for (FindingId id : ids) {
            String was = first.getOrDefault(id, "absent");
            String is = second.getOrDefault(id, "absent");
            if (!was.equals(is) && flips.size() < TOLD) {
                flips.add(id + " was " + was + " and is " + is);
            }
        }
        return flips;
    }

    private static Set<String> judged(HealthSnapshot snapshot) {
        return snapshot.signals().stream()
                .filter(SignalTally::isJudged)
                .map(tally -> tally.signal().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<FindingId, String> verdicts(HealthSnapshot snapshot, Set<String> signals, boolean exactly) {
        Map<FindingId, String> verdicts = new TreeMap<>();
        for (Finding finding : snapshot.findings()) {
            if (signals.contains(finding.id().signal())) {
                verdicts.put(finding.id(), exactly ? finding.verdict() + " " + finding.severity() : "there");
            }
        }
        return verdicts;
    }
}
