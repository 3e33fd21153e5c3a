package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.measurement.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The API server answers nobody: Prometheus reaches none of its targets, or all our own watches fail. Our watches alone
 * are a warning: the way between may be what is broken.
 */
final class ApiserverDownEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = MachineSignals.APISERVER_DOWN;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    /** None: it is about what happens when nothing can be read. */
    @Override
    public Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        List<Freshness> watches = Arrays.stream(KubeResource.values())
                .filter(resource -> !resource.isOptional())
                .map(input.cluster()::freshness)
                .filter(freshness -> freshness.state() != Freshness.State.ABSENT)
                .toList();
        boolean unreachable = !watches.isEmpty()
                && watches.stream().allMatch(freshness -> freshness.state() == Freshness.State.STALE);
        Figures figures = input.families().of(FamilyQueries.APISERVER);
        boolean known = figures.single("targets") > 0;
        boolean down = known && figures.single("up") == 0;
        var sheet = new Sheet(SIGNAL);
        if (down || unreachable) {
            Draft draft = Draft.bad(SIGNAL, Subjects.CLUSTER, down ? Severity.CRITICAL : Severity.WARNING)
                    .reason(down ? "no_target_up" : "watches_fail")
                    .evidence("targets_up", figures.single("up"))
                    .evidence("targets", figures.single("targets"));
            if (unreachable) {
                draft.since(watches.get(0).since());
            }
            sheet.add(draft);
        } else if (known || watches.stream().anyMatch(Freshness::isFresh)) {
            sheet.healthy();
        } else {
            sheet.add(Draft.unknown(SIGNAL, Subjects.CLUSTER, "not_seen_yet"));
        }
        return sheet.done();
    }
}
