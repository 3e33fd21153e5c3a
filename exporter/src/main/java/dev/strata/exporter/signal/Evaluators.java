package dev.strata.exporter.signal;

import java.util.List;

/** All evaluators, one per signal, in the order of the catalogue. */
public final class Evaluators {

    private static final List<SignalEvaluator> ALL = List.of(
            new NodeNotReadyEvaluator(),
            new CorednsDegradedEvaluator(),
            new WorkloadDegradedEvaluator(),
            new RolloutStuckEvaluator(),
            new PodCrashloopEvaluator(),
            new PodPendingUnscheduledEvaluator(),
            new ServiceNoReadyEndpointsEvaluator(),
            new HpaAtMaxEvaluator(),
            new HpaMaxedLatencyRisingEvaluator(),
            new SloBurnEvaluator(),
            new BusinessSuccessLowEvaluator(),
            new DependencySlowEvaluator());

    private Evaluators() {}

    public static List<SignalEvaluator> all() {
        return ALL;
    }
}
