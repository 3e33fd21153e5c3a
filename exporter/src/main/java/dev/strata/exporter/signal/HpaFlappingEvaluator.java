package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectHistory.ReplicaSample;
import java.util.List;
import java.util.Set;

/** An autoscaler that turns round more than four times in half an hour, as far as that was watched. */
final class HpaFlappingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.HPA_FLAPPING;

    private static final int MANY = 4;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            List<ReplicaSample> samples = input.cluster().history(hpa.key()).replicas();
            int turns = turns(samples);
            if (turns <= MANY) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, hpa.key(), Severity.INFORMATION)
                        .since(samples.get(0).at())
                        .reason("turns_round")
                        .evidence("turns", turns)
                        .affects(hpa.target()));
            }
        }
        return sheet.done();
    }

    private static int turns(List<ReplicaSample> samples) {
        int turns = 0;
        int direction = 0;
        for (int i = 1; i < samples.size(); i++) {
            int step =
                    Integer.signum(samples.get(i).desired() - samples.get(i - 1).desired());
            if (step != 0) {
                turns += direction != 0 && step != direction ? 1 : 0;
                direction = step;
            }
        }
        return turns;
    }
}
