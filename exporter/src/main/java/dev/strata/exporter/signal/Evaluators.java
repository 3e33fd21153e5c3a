package dev.strata.exporter.signal;

import java.util.List;

/** All evaluators, one per signal, in the order of the catalogue. */
public final class Evaluators {

    private static final List<SignalEvaluator> ALL = List.of(
            new NodeNotReadyEvaluator(),
            new NodeNotReadyMassEvaluator(),
            new NodePressureEvaluator(),
            new NodeReadinessFlappingEvaluator(),
            new NodeFilesystemReadonlyEvaluator(),
            new NodePodsNearCapacityEvaluator(),
            new NodeEvictionsEvaluator(),
            new NodeSystemOomEvaluator(),
            new KubeletVersionSkewEvaluator(),
            new ControllerLagEvaluator(),
            new ClusterCapacityExhaustedEvaluator(),
            new NamespaceStuckTerminatingEvaluator(),
            new CorednsDegradedEvaluator(),
            new CorednsDownEvaluator(),
            new LoadbalancerPendingEvaluator(),
            new CniUnhealthyEvaluator(),
            new VolumeMountFailingEvaluator(),
            new PdbBlocksDrainEvaluator(),
            new WorkloadUnavailableEvaluator(),
            new WorkloadDegradedEvaluator(),
            new RolloutStuckEvaluator(),
            new PodCrashloopEvaluator(),
            new OomKilledEvaluator(),
            new ImagePullFailingEvaluator(),
            new ContainerConfigErrorEvaluator(),
            new PodPendingUnscheduledEvaluator(),
            new PodStuckCreatingEvaluator(),
            new PodNotReadyEvaluator(),
            new ProbeKillingEvaluator(),
            new PodStuckTerminatingEvaluator(),
            new ServiceNoReadyEndpointsEvaluator(),
            new HpaAtMaxEvaluator(),
            new HpaMaxedLatencyRisingEvaluator(),
            new HpaBlindEvaluator(),
            new HpaFlappingEvaluator(),
            new PodCreationBlockedEvaluator(),
            new ReferenceMissingEvaluator(),
            new SloBurnEvaluator(),
            new BusinessSuccessLowEvaluator(),
            new CapacityPlanShortEvaluator(),
            new DependencySlowEvaluator(),
            new ControlPlaneNotHaEvaluator());

    private Evaluators() {}

    public static List<SignalEvaluator> all() {
        return ALL;
    }
}
