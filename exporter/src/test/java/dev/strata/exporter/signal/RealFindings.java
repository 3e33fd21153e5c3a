package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What evaluators say of objects that a real API server holds, a line for each bad reading with its first reason. */
final class RealFindings {
    private RealFindings() {}

    /** Now, and a while later without what happened in between; only of evaluators whose resources are fresh. */
    static Set<String> of(ClusterStore store, Duration later, Predicate<SignalEvaluator> which) {
        Instant now = InstantSource.system().instant();
        var found = new TreeSet<String>();
        for (Instant at : List.of(now, now.plus(later))) {
            ClusterView view = store.view(at);
            var input = new SignalInput(view, Measurements.NOT_CONFIGURED, Thresholds.DEFAULTS, at);
            Evaluators.all().stream()
                    .filter(which)
                    .filter(evaluator -> evaluator.resources().stream()
                            .allMatch(resource -> view.freshness(resource).isFresh()))
                    .flatMap(evaluator -> evaluator.evaluate(input).readings().stream()
                            .filter(reading -> reading.judgement() == Judgement.BAD
                                    && !reading.reasons().isEmpty())
                            .map(reading -> evaluator.signal().id() + " " + reading.subject() + ": "
                                    + reading.reasons().get(0)))
                    .forEach(found::add);
        }
        return found;
    }
}
