package dev.strata.exporter.report;

import dev.strata.catalog.DiagnosticLayer;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.health.SignalTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A snapshot arranged for reading: root causes in ranked order with all that belongs to them, then what waits, what was
 * changed lately, and what cannot be judged.
 *
 * @param changes of the last hour, newest first
 */
public record Diagnosis(
        HealthSnapshot snapshot,
        List<Case> cases,
        List<Finding> pending,
        List<Change> changes,
        List<SignalTally> blind) {

    /** A change so long before a finding may have to do with it. */
    private static final Duration LEAD = Duration.ofMinutes(30);

    /** Times are seen late by this much at most. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /**
     * One root cause.
     *
     * @param effects the findings that it explains, business first, then by severity
     * @param evidence numbers and reasons of the cause and its effects by diagnostic layer, in the order of the layers
     * @param changes to objects of the cause and its effects that came shortly before it, newest first
     */
    public record Case(
            RootCause root, List<Finding> effects, Map<DiagnosticLayer, List<String>> evidence, List<Change> changes) {

        public Case {
            effects = List.copyOf(effects);
            changes = List.copyOf(changes);
        }

        Finding finding() {
            return root.finding();
        }

        /** The SLOs of the business layer that it touches. */
        List<String> business() {
            return effects.stream()
                    .filter(effect -> effect.id().layer() == Layer.BUSINESS)
                    .map(effect -> Printable.text(effect.id().subject().name()))
                    .distinct()
                    .toList();
        }
    }

    public Diagnosis {
        cases = List.copyOf(cases);
        pending = List.copyOf(pending);
        changes = List.copyOf(changes);
        blind = List.copyOf(blind);
    }

    /** Arranges a snapshot. */
    public static Diagnosis of(HealthSnapshot snapshot) {
        Map<FindingId, Finding> findings =
                snapshot.findings().stream().collect(Collectors.toMap(Finding::id, Function.identity()));
        var cases = new ArrayList<Case>();
        for (RootCause root : snapshot.rootCauses()) {
            List<Finding> effects = root.effects().stream()
                    .map(findings::get)
                    .filter(effect -> effect != null)
                    .sorted(Comparator.comparing((Finding effect) -> effect.id().layer())
                            .thenComparing(Finding::severity)
                            .reversed()
                            .thenComparing(Finding::id))
                    .toList();
            List<Change> before = changesBefore(root.finding(), effects, snapshot);
            cases.add(new Case(root, effects, evidence(root.finding(), effects), before));
        }
        var pending = snapshot.findings().stream()
                .filter(finding -> finding.verdict() == dev.strata.catalog.Verdict.PENDING)
                .toList();
        var blind = snapshot.signals().stream()
                .filter(tally -> tally.enabled() && !tally.isJudged())
                .toList();
        return new Diagnosis(snapshot, cases, pending, newestFirst(snapshot.changes().stream()), blind);
    }

    private static List<Change> newestFirst(Stream<Change> changes) {
        return changes.sorted(Comparator.comparing(Change::at)
                        .reversed()
                        .thenComparing(Change::object)
                        .thenComparing(Change::change))
                .toList();
    }

    private static List<Change> changesBefore(Finding cause, List<Finding> effects, HealthSnapshot snapshot) {
        if (!cause.sinceKnown()) {
            return List.of();
        }
        var touched = new HashSet<ObjectKey>();
        Stream.concat(Stream.of(cause), effects.stream()).forEach(finding -> {
            touched.add(finding.id().subject());
            touched.addAll(finding.affected());
        });
        snapshot.services().stream()
                .filter(join -> touched.contains(join.service()))
                .map(ServiceJoin::workload)
                .toList()
                .forEach(touched::add);
        return newestFirst(snapshot.changes().stream()
                .filter(change -> touched.contains(change.object()))
                .filter(change -> change.at().isAfter(cause.since().minus(LEAD))
                        && change.at().isBefore(cause.since().plus(SLACK))));
    }

    /** Whether any signal of the layer is on; a layer without one is neither well nor unknown, nobody looks at it. */
    boolean isWatched(Layer layer) {
        return snapshot.signals().stream().anyMatch(tally -> tally.layer() == layer && tally.enabled());
    }

    /**
     * What stands on a layer for people: the worst that is active there. The layer's own severity leaves out what is
     * explained, so that it can be alerted on once; a reader must still see that the layer suffers.
     */
    State state(LayerHealth layer) {
        if (!isWatched(layer.layer())) {
            return new State("UNKNOWN", "not watched");
        }
        int worst = snapshot.findings().stream()
                .filter(finding -> finding.isActive() && finding.id().layer() == layer.layer())
                .mapToInt(finding -> finding.severity().value())
                .max()
                .orElse(0);
        int unexplained = layer.severity().orElse(0);
        String judged = Figures.number(Math.floor(layer.judgedRatio() * 100)) + " % judged";
        if (worst >= Severity.WARNING.value() || unexplained > 0) {
            String word = Math.max(worst, unexplained) >= Severity.CRITICAL.value() ? "CRITICAL" : "WARNING";
            String note = worst > unexplained ? "explained from below" : "";
            return new State(word, layer.judgedRatio() >= 1 ? note : note.isEmpty() ? judged : note + ", " + judged);
        }
        return new State(layer.severity().isEmpty() ? "UNKNOWN" : "OK", layer.judgedRatio() >= 1 ? "" : judged);
    }

    /** A word and, where there is something to add, a note. */
    record State(String word, String note) {}

    /** Whether a critical root cause stands, or one that leads to something critical. */
    public boolean isCritical() {
        return cases.stream().anyMatch(c -> c.root().worst() == Severity.CRITICAL);
    }

    private static Map<DiagnosticLayer, List<String>> evidence(Finding cause, List<Finding> effects) {
        var lines = new EnumMap<DiagnosticLayer, List<String>>(DiagnosticLayer.class);
        var all = new ArrayList<Finding>();
        all.add(cause);
        all.addAll(effects);
        for (Finding finding : all) {
            var parts = new ArrayList<String>();
            if (!finding.reasons().isEmpty()) {
                parts.add(Wording.reasons(finding));
            }
            finding.evidence().forEach(evidence -> parts.add(Figures.evidence(evidence)));
            if (!parts.isEmpty()) {
                lines.computeIfAbsent(Wording.signal(finding.id()).diagnostic(), layer -> new ArrayList<>())
                        .add(Wording.subject(finding.id().subject()) + ": " + String.join("; ", parts));
            }
        }
        return lines;
    }
}
