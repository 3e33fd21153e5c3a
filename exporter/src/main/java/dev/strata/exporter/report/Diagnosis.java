package dev.strata.exporter.report;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.inquiry.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A snapshot arranged for reading: root causes, the worst first and new ones before old ones, with all that belongs to
 * them; then what waits, what was changed lately, and what cannot be judged.
 *
 * @param scope what was asked about; all else is left out
 * @param links where findings can be looked into
 * @param beside what was looked up beside the verdicts
 * @param cases that are news
 * @param chronic cases that stand for more than a week
 * @param changes of the last hour, newest first
 */
public record Diagnosis(
        HealthSnapshot snapshot,
        Scope scope,
        Links links,
        Beside beside,
        List<Case> cases,
        List<Case> chronic,
        List<Finding> pending,
        List<Change> changes,
        List<SignalTally> blind) {

    public Diagnosis {
        cases = List.copyOf(cases);
        chronic = List.copyOf(chronic);
        pending = List.copyOf(pending);
        changes = List.copyOf(changes);
        blind = List.copyOf(blind);
    }

    /** Arranges a whole snapshot. */
    public static Diagnosis of(HealthSnapshot snapshot) {
        return of(snapshot, Scope.ALL, Links.NONE);
    }

    /** Arranges what of a snapshot is about the scope, without links. */
    static Diagnosis of(HealthSnapshot snapshot, Scope scope) {
        return of(snapshot, scope, Links.NONE);
    }

    /** Arranges what of a snapshot is about the scope or strikes it. */
    public static Diagnosis of(HealthSnapshot snapshot, Scope scope, Links links) {
        return of(snapshot, scope, links, Beside.NOTHING);
    }

    /** The same, with what was looked up beside it. */
    public static Diagnosis of(HealthSnapshot snapshot, Scope scope, Links links, Beside beside) {
        Map<FindingId, Finding> findings =
                snapshot.findings().stream().collect(Collectors.toMap(Finding::id, Function.identity()));
        var news = new ArrayList<Case>();
        var chronic = new ArrayList<Case>();
        for (RootCause root : snapshot.rootCauses()) {
            Case one = Case.of(root, findings, snapshot, beside);
            Stream<Finding> alike = root.alike().stream().map(findings::get).filter(Objects::nonNull);
            if (Stream.concat(one.findings(), alike).anyMatch(finding -> scope.covers(finding, snapshot))) {
                (one.isChronic(snapshot.at()) ? chronic : news).add(one);
            }
        }
        Instant now = snapshot.at();
        news.sort(Comparator.comparing((Case one) -> one.root().worst())
                .thenComparing(one -> one.isNew(now))
                .reversed());
        var pending = snapshot.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.PENDING && scope.covers(finding, snapshot))
                .toList();
        var blind = snapshot.signals().stream()
                .filter(tally -> tally.enabled() && !tally.isJudged())
                .toList();
        List<Change> changes = newestFirst(snapshot.changes().stream().filter(scope::covers));
        return new Diagnosis(snapshot, scope, links, beside, news, chronic, pending, changes, blind);
    }

    static List<Change> newestFirst(Stream<Change> changes) {
        return changes.sorted(Comparator.comparing(Change::at)
                        .reversed()
                        .thenComparing(Change::object)
                        .thenComparing(Change::change))
                .toList();
    }

    /** News, then what is chronic. */
    Stream<Case> all() {
        return Stream.concat(cases.stream(), chronic.stream());
    }

    /** Findings of the scope, and those that belong to its cases. */
    List<Finding> findings() {
        var shown = new HashSet<FindingId>();
        all().flatMap(Case::findings).map(Finding::id).forEach(shown::add);
        return snapshot.findings().stream()
                .filter(finding -> shown.contains(finding.id()) || scope.covers(finding, snapshot))
                .toList();
    }

    /** Root causes that have nothing to do with the scope. */
    int outside() {
        return snapshot.rootCauses().size() - cases.size() - chronic.size();
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
        return all().anyMatch(c -> c.root().worst() == Severity.CRITICAL);
    }
}
