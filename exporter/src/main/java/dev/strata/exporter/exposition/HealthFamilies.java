package dev.strata.exporter.exposition;

import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.HpaState;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.HealthSnapshot.SloState;
import dev.strata.exporter.health.RootCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The families that a snapshot fills; one short method each, in the order of the contract. */
final class HealthFamilies {

    private static final double SATURATED_FROM = 0.8;

    private final HealthSnapshot snapshot;
    private final List<Finding> active;
    private final Selection selection;
    private final int most;
    private final Set<ObjectKey> subjects = new HashSet<>();
    private final SortedMap<String, Long> dropped = new TreeMap<>();

    /**
     * Chooses what is shown.
     *
     * @param worst findings of each signal that come first
     * @param mostFindingRows bound on the rows of findings
     * @param most bound on the rows of each other family that has one for each of some objects
     */
    HealthFamilies(HealthSnapshot snapshot, int worst, int mostFindingRows, int most) {
        this.snapshot = snapshot;
        this.most = most;
        active = snapshot.findings().stream()
                .filter(Finding::isActive)
                .filter(finding -> finding.severity().compareTo(Severity.WARNING) >= 0)
                .toList();
        selection = Selection.of(active, snapshot.rootCauses(), worst, mostFindingRows);
        selection.shown().forEach(finding -> subjects.add(finding.id().subject()));
        drop("findings", selection.unseen());
        drop("details", selection.plain());
    }

    List<Family> all() {
        return List.of(
                layerSeverity(),
                layerJudged(),
                namespaceSeverity(),
                signalEnabled(),
                signalSubjects(),
                signalSeverity(),
                signalActive(),
                signalReason(),
                signalEvidence(),
                signalCause(),
                rootCauses(),
                owners(),
                hpaSaturation(),
                hpaTarget(),
                serviceWorkload(),
                sloBurn(),
                sloBudget(),
                changes());
    }

    /** What was left out, by the cap that did it; to be asked when all families are made. */
    SortedMap<String, Long> dropped() {
        return dropped;
    }

    private void drop(String cap, long number) {
        if (number > 0) {
            dropped.merge(cap, number, Long::sum);
        }
    }

    /** As many as may be shown, the most telling ones. */
    private <T> List<T> capped(String cap, List<T> all, Comparator<T> mostTelling) {
        if (all.size() <= most) {
            return all;
        }
        drop(cap, (long) all.size() - most);
        return all.stream().sorted(mostTelling).limit(most).toList();
    }

    private Family layerSeverity() {
        var family = new Family(MetricFamilies.LAYER_SEVERITY);
        snapshot.layers()
                .forEach(layer -> layer.severity()
                        .ifPresent(value -> family.row(value, layer.layer().id())));
        return family;
    }

    private Family layerJudged() {
        var family = new Family(MetricFamilies.LAYER_JUDGED_RATIO);
        snapshot.layers()
                .forEach(layer -> family.row(layer.judgedRatio(), layer.layer().id()));
        return family;
    }

    private Family namespaceSeverity() {
        SortedMap<String, Integer> worst = new TreeMap<>();
        active.stream()
                .filter(finding -> !finding.isExplained())
                .filter(finding -> !finding.id().subject().namespace().isEmpty())
                .forEach(finding -> worst.merge(
                        finding.id().subject().namespace(), finding.severity().value(), Math::max));
        var family = new Family(MetricFamilies.NAMESPACE_SEVERITY);
        capped(
                        "namespaces",
                        List.copyOf(worst.entrySet()),
                        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> family.row(entry.getValue(), entry.getKey()));
        return family;
    }

    private Family signalEnabled() {
        var family = new Family(MetricFamilies.SIGNAL_ENABLED);
        snapshot.signals()
                .forEach(tally -> family.row(
                        tally.enabled() ? 1 : 0,
                        tally.layer().id(),
                        tally.signal().id()));
        return family;
    }

    private Family signalSubjects() {
        var family = new Family(MetricFamilies.SIGNAL_SUBJECTS);
        snapshot.signals().forEach(tally -> {
            for (Map.Entry<Verdict, Integer> count : tally.counts().entrySet()) {
                family.row(
                        count.getValue(),
                        tally.layer().id(),
                        tally.signal().id(),
                        count.getKey().id());
            }
        });
        return family;
    }

    private Family signalSeverity() {
        var family = new Family(MetricFamilies.SIGNAL_SEVERITY);
        selection.shown().forEach(finding -> family.row(finding.severity().value(), identity(finding.id())));
        return family;
    }

    private Family signalActive() {
        var family = new Family(MetricFamilies.SIGNAL_ACTIVE_TIMESTAMP);
        selection.shown().forEach(finding -> family.row(seconds(finding.since()), identity(finding.id())));
        return family;
    }

    private Family signalReason() {
        var family = new Family(MetricFamilies.SIGNAL_REASON);
        for (Finding finding : selection.detailed()) {
            finding.reasons().forEach(reason -> family.row(1, identity(finding.id(), reason)));
        }
        return family;
    }

    private Family signalEvidence() {
        var family = new Family(MetricFamilies.SIGNAL_EVIDENCE);
        for (Finding finding : selection.detailed()) {
            finding.evidence().forEach(one -> family.row(one.value(), identity(finding.id(), one.name())));
        }
        return family;
    }

    /** The best explanation only: one row per finding. */
    private Family signalCause() {
        var family = new Family(MetricFamilies.SIGNAL_CAUSE_CONFIDENCE);
        for (Finding finding : selection.detailed()) {
            if (!finding.causes().isEmpty()) {
                var cause = finding.causes().get(0);
                family.row(cause.confidence(), identity(finding.id(), identity(cause.id())));
            }
        }
        return family;
    }

    private Family rootCauses() {
        var family = new Family(MetricFamilies.ROOT_CAUSE_EFFECTS);
        Set<FindingId> shown = new HashSet<>();
        selection.shown().forEach(finding -> shown.add(finding.id()));
        for (RootCause root : snapshot.rootCauses()) {
            if (!shown.contains(root.finding().id())) {
                continue;
            }
            family.row(root.effects().size() + 1.0, identity(root.finding().id()));
        }
        return family;
    }

    private Family owners() {
        var family = new Family(MetricFamilies.OWNER);
        selection
                .shown()
                .forEach(finding -> family.row(
                        1,
                        finding.id().subject().namespace(),
                        finding.id().subject().kind(),
                        finding.id().subject().name(),
                        finding.owner().team(),
                        finding.owner().tier()));
        return family;
    }

    private Family hpaSaturation() {
        var family = new Family(MetricFamilies.HPA_SATURATION);
        List<HpaState> saturated = snapshot.hpas().stream()
                .filter(state -> state.saturation() >= SATURATED_FROM)
                .toList();
        for (HpaState state : capped("autoscalers", saturated, mostTelling())) {
            family.row(state.saturation(), state.hpa().namespace(), state.hpa().name());
        }
        return family;
    }

    private Family hpaTarget() {
        var family = new Family(MetricFamilies.HPA_TARGET);
        capped("autoscalers", snapshot.hpas(), mostTelling())
                .forEach(state -> family.row(
                        1,
                        state.hpa().namespace(),
                        state.hpa().name(),
                        state.target().kind(),
                        state.target().name()));
        return family;
    }

    private Family serviceWorkload() {
        var family = new Family(MetricFamilies.SERVICE_WORKLOAD);
        Comparator<ServiceJoin> mostTelling = Comparator.comparing(
                        (ServiceJoin join) -> !subjects.contains(join.service()) && !subjects.contains(join.workload()))
                .thenComparing(ServiceJoin::service)
                .thenComparing(ServiceJoin::workload);
        for (ServiceJoin join : capped("services", snapshot.services(), mostTelling)) {
            family.row(
                    1,
                    join.service().namespace(),
                    join.service().name(),
                    join.workload().kind(),
                    join.workload().name());
        }
        return family;
    }

    private Family sloBurn() {
        var family = new Family(MetricFamilies.SLO_BURN);
        for (SloState slo : snapshot.slos()) {
            slo.burns()
                    .forEach(burn -> family.row(
                            burn.ratio(), slo.slo(), slo.layer().id(), slo.namespace(), slo.service(), burn.window()));
        }
        return family;
    }

    private Family sloBudget() {
        var family = new Family(MetricFamilies.SLO_BUDGET_REMAINING);
        snapshot.slos()
                .forEach(slo ->
                        family.row(slo.budgetRemaining(), slo.slo(), slo.layer().id(), slo.namespace(), slo.service()));
        return family;
    }

    private Family changes() {
        SortedMap<String, Change> newest = new TreeMap<>();
        for (Change change : snapshot.changes()) {
            newest.merge(change.object() + " " + change.change(), change, (a, b) -> a.at().isAfter(b.at()) ? a : b);
        }
        var family = new Family(MetricFamilies.CHANGE);
        capped(
                        "changes",
                        List.copyOf(newest.values()),
                        Comparator.comparing(Change::at)
                                .reversed()
                                .thenComparing(Change::object)
                                .thenComparing(Change::change))
                .forEach(change -> family.row(
                        seconds(change.at()),
                        change.object().namespace(),
                        change.object().kind(),
                        change.object().name(),
                        change.change()));
        return family;
    }

    /** Those with a finding first, then the fullest. */
    private Comparator<HpaState> mostTelling() {
        return Comparator.comparing(
                        (HpaState state) -> !subjects.contains(state.hpa()) && !subjects.contains(state.target()))
                .thenComparing(HpaState::saturation, Comparator.reverseOrder())
                .thenComparing(HpaState::hpa);
    }

    private static String[] identity(FindingId id, String... more) {
        var values = new ArrayList<String>(List.of(
                id.layer().id(),
                id.signal(),
                id.subject().namespace(),
                id.subject().kind(),
                id.subject().name()));
        values.addAll(Arrays.asList(more));
        return values.toArray(String[]::new);
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
