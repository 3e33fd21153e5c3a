package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The active findings that nothing explains, what to look at first in front. */
final class RootCauses {

    private static final Duration NEW = Duration.ofHours(1);

    private static final Duration OF_TODAY = Duration.ofDays(1);

    private static Comparator<RootCause> rank(Set<ObjectKey> promised, Instant now) {
        return Comparator.comparing(RootCause::worst, Comparator.reverseOrder())
                .thenComparing(RootCauses::servedUsers, Comparator.reverseOrder())
                .thenComparing(root -> age(root.finding(), now))
                .thenComparing(root -> root.effects().isEmpty())
                .thenComparing(
                        root -> !Mechanism.knowsAsCause(root.finding().id().signal()))
                .thenComparing(root -> !isPromised(root, promised))
                .thenComparing(root -> tier(root.finding()))
                .thenComparing(root -> root.effects().size(), Comparator.reverseOrder())
                .thenComparing(root -> Depth.of(root.finding().id()))
                .thenComparing(root -> root.finding().since())
                .thenComparing(root -> root.finding().id());
    }

    /** What began lately comes before what was there the day before or when we began to look. */
    private static int age(Finding finding, Instant now) {
        if (!finding.sinceKnown()) {
            return 1;
        }
        Duration age = Duration.between(finding.since(), now);
        if (age.compareTo(NEW) <= 0) {
            return 0;
        }
        return age.compareTo(OF_TODAY) <= 0 ? 1 : 2;
    }

    private RootCauses() {}

    /**
     * By rank.
     *
     * @param promised what objectives stand on
     */
    static List<RootCause> of(List<Finding> findings, Set<ObjectKey> promised, Instant now) {
        Map<FindingId, Finding> byId = new HashMap<>();
        Map<FindingId, List<Finding>> effects = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.isActive()) {
                byId.put(finding.id(), finding);
                explanations(finding)
                        .forEach(cause -> effects.computeIfAbsent(cause.id(), id -> new ArrayList<>())
                                .add(finding));
            }
        }
        return Alike.folded(findings.stream()
                .filter(f -> f.isActive() && !f.isExplained() && f.severity() != Severity.INFORMATION)
                .map(f -> root(f, effects, byId))
                .sorted(rank(promised, now))
                .toList());
    }

    /** The best cause, and others of the same signal that explain it together with that one. */
    private static List<Cause> explanations(Finding finding) {
        if (!finding.isExplained()) {
            return List.of();
        }
        String signal = finding.causes().get(0).id().signal();
        return finding.causes().stream()
                .filter(c ->
                        c.confidence() >= Finding.EXPLAINED && c.id().signal().equals(signal))
                .toList();
    }

    private static RootCause root(
            Finding finding, Map<FindingId, List<Finding>> effects, Map<FindingId, Finding> byId) {
        var reached = new TreeSet<FindingId>();
        var open = new ArrayDeque<FindingId>();
        open.add(finding.id());
        while (!open.isEmpty()) {
            for (Finding effect : effects.getOrDefault(open.remove(), List.of())) {
                if (!effect.id().equals(finding.id()) && reached.add(effect.id())) {
                    open.add(effect.id());
                }
            }
        }
        double confidence = effects.getOrDefault(finding.id(), List.of()).stream()
                .flatMap(effect -> effect.causes().stream())
                .filter(cause -> cause.id().equals(finding.id()))
                .mapToDouble(Cause::confidence)
                .max()
                .orElse(1);
        Severity worst = reached.stream()
                .map(byId::get)
                .map(f -> f == null ? finding.severity() : f.severity())
                .reduce(finding.severity(), Severity::max);
        return new RootCause(finding, confidence, List.copyOf(reached), worst);
    }

    /** It is about something that users were promised, though the promise may not be broken yet. */
    private static boolean isPromised(RootCause root, Set<ObjectKey> promised) {
        Finding finding = root.finding();
        return promised.contains(finding.id().subject())
                || finding.affected().stream().anyMatch(promised::contains);
    }

    /** What matters most to its owner comes first. */
    private static int tier(Finding finding) {
        return switch (finding.owner().tier()) {
            case "critical" -> 0;
            case "dev" -> 2;
            default -> 1;
        };
    }

    /** Findings about what users see: SLOs and the business. */
    private static int servedUsers(RootCause root) {
        return root.effects().stream()
                .filter(id ->
                        id.layer() == Layer.BUSINESS || id.subject().kind().equals("Slo"))
                .toList()
                .size();
    }
}
