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
            new ApiserviceUnavailableEvaluator(),
            new ControlPlaneLeaseStaleEvaluator(),
            new ControllerLagEvaluator(),
            new CsrPendingEvaluator(),
            new ClusterCapacityExhaustedEvaluator(),
            new NamespaceStuckTerminatingEvaluator(),
            new CorednsDegradedEvaluator(),
            new CorednsDownEvaluator(),
            new IngressBrokenReferenceEvaluator(),
            new LoadbalancerPendingEvaluator(),
            new CniUnhealthyEvaluator(),
            new AdmissionWebhookDownEvaluator(),
            new PvcPendingEvaluator(),
            new PvcLostEvaluator(),
            new PvFailedEvaluator(),
            new VolumeMountFailingEvaluator(),
            new VolumeResizeStuckEvaluator(),
            new MetricsPipelineDownEvaluator(),
            new QuotaNearLimitEvaluator(),
            new QuotaExceededEvaluator(),
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
            new JobFailedEvaluator(),
            new CronjobFailingEvaluator(),
            new CronjobMissedEvaluator(),
            new JobOverdueEvaluator(),
            new PodCreationBlockedEvaluator(),
            new ReferenceMissingEvaluator(),
            new SloBurnEvaluator(),
            new BusinessSuccessLowEvaluator(),
            new BackupOverdueEvaluator(),
            new CapacityPlanShortEvaluator(),
            new DependencySlowEvaluator(),
            new ControlPlaneNotHaEvaluator());

    private Evaluators() {}

    public static List<SignalEvaluator> all() {
        return ALL;
    }
}
