package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Folds root causes that are the same trouble many times over, such as forty workloads whose image cannot be pulled
 * since the same hour: whoever is woken has one thing to look for, not forty.
 */
final class Alike {

    /** Fewer are listed one by one. */
    private static final int FEWEST = 5;

    /** So far apart from the one before it a beginning belongs to something else. */
    private static final Duration APART = Duration.ofMinutes(10);

    private Alike() {}

    /** Ranked as given, at the place of the first; the one that began first stands for all. */
    static List<RootCause> folded(List<RootCause> ranked) {
        Map<String, List<RootCause>> byTrouble = new TreeMap<>();
        ranked.forEach(root -> byTrouble
                .computeIfAbsent(trouble(root.finding()), t -> new ArrayList<>())
                .add(root));
        Map<FindingId, List<RootCause>> groups = new TreeMap<>();
        for (List<RootCause> same : byTrouble.values()) {
            for (List<RootCause> wave : waves(same)) {
                if (wave.size() >= FEWEST) {
                    wave.forEach(root -> groups.put(root.finding().id(), wave));
                }
            }
        }
        var folded = new ArrayList<RootCause>();
        var done = new TreeSet<FindingId>();
        for (RootCause root : ranked) {
            if (done.add(root.finding().id())) {
                List<RootCause> group = groups.get(root.finding().id());
                folded.add(group == null ? root : together(group));
                if (group != null) {
                    group.forEach(one -> done.add(one.finding().id()));
                }
            }
        }
        return folded;
    }

    private static String trouble(Finding finding) {
        return finding.id().signal() + " "
                + (finding.reasons().isEmpty() ? "" : finding.reasons().get(0));
    }

    /** Those that began within a short time after one another. */
    private static Collection<List<RootCause>> waves(List<RootCause> same) {
        var sorted = new ArrayList<>(same);
        sorted.sort(Comparator.comparing((RootCause root) -> root.finding().since())
                .thenComparing(root -> root.finding().id()));
        var waves = new ArrayList<List<RootCause>>();
        Instant last = Instant.MIN;
        for (RootCause root : sorted) {
            Instant since = root.finding().since();
            if (waves.isEmpty() || last.plus(APART).isBefore(since)) {
                waves.add(new ArrayList<>());
            }
            waves.get(waves.size() - 1).add(root);
            last = since;
        }
        return waves;
    }

    /** Of a group in the order of its beginning. */
    private static RootCause together(List<RootCause> group) {
        RootCause first = group.get(0);
        var effects = new TreeSet<FindingId>();
        var alike = new TreeSet<FindingId>();
        Severity worst = first.worst();
        for (RootCause root : group) {
            effects.addAll(root.effects());
            alike.add(root.finding().id());
            worst = worst.max(root.worst());
        }
        alike.remove(first.finding().id());
        effects.removeAll(alike);
        return new RootCause(first.finding(), first.confidence(), List.copyOf(effects), worst, List.copyOf(alike));
    }
}
