package dev.strata.exporter.report;

import dev.strata.catalog.DiagnosticLayer;
import dev.strata.catalog.Layer;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.report.Beside.LastWords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One root cause with all that belongs to it.
 *
 * @param effects the findings that it explains, business first, then by severity
 * @param evidence numbers and reasons of the cause and its effects by diagnostic layer, in the order of the layers
 * @param changes to objects of the cause and its effects that came shortly before it, newest first
 * @param logs last words of containers, where they were asked for
 */
public record Case(
        RootCause root,
        List<Finding> effects,
        Map<DiagnosticLayer, List<String>> evidence,
        List<Change> changes,
        List<LastWords> logs) {

    /** What is older than this and has not grown is how things are, no news. */
    private static final Duration CHRONIC = Duration.ofDays(7);

    /** What began within this time leads among equally bad ones. */
    private static final Duration NEW = Duration.ofDays(1);

    /** A change so long before a finding may have to do with it. */
    private static final Duration LEAD = Duration.ofMinutes(30);

    /** Times are seen late by this much at most. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    public Case {
        effects = List.copyOf(effects);
        changes = List.copyOf(changes);
        logs = List.copyOf(logs);
    }

    static Case of(RootCause root, Map<FindingId, Finding> findings, HealthSnapshot snapshot, Beside beside) {
        List<Finding> effects = root.effects().stream()
                .map(findings::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing((Finding effect) -> effect.id().layer())
                        .thenComparing(Finding::severity)
                        .reversed()
                        .thenComparing(Finding::id))
                .toList();
        FindingId id = root.finding().id();
        return new Case(
                root,
                effects,
                evidence(root.finding(), effects, beside.eventsOf(id)),
                changes(root.finding(), effects, snapshot),
                beside.logsOf(id));
    }

    Finding finding() {
        return root.finding();
    }

    /** The cause, then its effects. */
    Stream<Finding> findings() {
        return Stream.concat(Stream.of(finding()), effects.stream());
    }

    /** The SLOs of the business layer that it touches. */
    List<String> business() {
        return effects.stream()
                .filter(effect -> effect.id().layer() == Layer.BUSINESS)
                .map(effect -> Printable.text(effect.id().subject().name()))
                .distinct()
                .toList();
    }

    boolean isChronic(Instant now) {
        return findings()
                .allMatch(finding ->
                        finding.sinceKnown() && !finding.since().plus(CHRONIC).isAfter(now));
    }

    boolean isNew(Instant now) {
        return finding().sinceKnown() && finding().since().plus(NEW).isAfter(now);
    }

    private static Map<DiagnosticLayer, List<String>> evidence(
            Finding cause, List<Finding> effects, List<String> events) {
        var lines = new EnumMap<DiagnosticLayer, List<String>>(DiagnosticLayer.class);
        Stream.concat(Stream.of(cause), effects.stream()).forEach(finding -> {
            var parts = new ArrayList<String>();
            if (!finding.reasons().isEmpty()) {
                parts.add(Wording.reasons(finding));
            }
            finding.evidence().forEach(evidence -> parts.add(Figures.evidence(evidence)));
            finding.affected().stream()
                    .filter(key -> key.kind().equals("NetworkPolicy"))
                    .limit(3)
                    .forEach(policy -> parts.add("by " + Wording.subject(policy)));
            if (!parts.isEmpty()) {
                lines.computeIfAbsent(Wording.signal(finding.id()).diagnostic(), layer -> new ArrayList<>())
                        .add(Wording.subject(finding.id().subject()) + ": " + String.join("; ", parts));
            }
        });
        events.forEach(event -> lines.computeIfAbsent(DiagnosticLayer.EVENT, layer -> new ArrayList<>())
                .add(Printable.text(event)));
        return lines;
    }

    private static List<Change> changes(Finding cause, List<Finding> effects, HealthSnapshot snapshot) {
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
        return Diagnosis.newestFirst(snapshot.changes().stream()
                .filter(change -> touched.contains(change.object())
                        || change.reaches().stream().anyMatch(touched::contains))
                .filter(change -> change.at().isAfter(cause.since().minus(LEAD))
                        && change.at().isBefore(cause.since().plus(SLACK))));
    }
}
