package dev.strata.exporter.signal;

import dev.strata.catalog.Signals;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All evaluators, one per signal. */
public final class Evaluators {

    /** Of signals that are judged by objects, with a figure here and there. */
    private static final List<SignalEvaluator> OF_OBJECTS = List.of(
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
            new ControlPlaneNotHaEvaluator(),
            new IngressControllerDownEvaluator(),
            new GatewayNotProgrammedEvaluator(),
            new CertificateExpiringEvaluator(),
            new CertificateNotReadyEvaluator(),
            new CsiDriverMissingEvaluator(),
            new OperatorDegradedEvaluator(),
            new EndpointsFlappingEvaluator(),
            new ReadinessRiskEvaluator(),
            new NamespaceUngovernedEvaluator(),
            new AbandonedObjectsEvaluator(),
            new PrivilegedGrantEvaluator(),
            new SlowStartEvaluator(),
            new ScrapeTargetMissingEvaluator(),
            new AutoscalerUnhealthyEvaluator(),
            new HpaVpaConflictEvaluator(),
            new GitopsSyncFailedEvaluator(),
            new ManualChangeEvaluator(),
            new UnownedWorkloadEvaluator());

    /** Of signals that are judged by measurements. */
    private static final List<SignalEvaluator> OF_MEASUREMENTS = List.of(
            new NodeCpuSaturatedEvaluator(),
            new NodeMemorySaturatedEvaluator(),
            new NodeFilesystemFillingEvaluator(),
            new NodeDiskSaturatedEvaluator(),
            new NodeConntrackHighEvaluator(),
            new NodeClockSkewEvaluator(),
            new KubeletPlegSlowEvaluator(),
            new ApiserverDownEvaluator(),
            new ApiserverSlowEvaluator(),
            new ApiserverErrorsEvaluator(),
            new ApiserverFlowRejectedEvaluator(),
            new EtcdNoLeaderEvaluator(),
            new EtcdQuorumAtRiskEvaluator(),
            new EtcdFsyncSlowEvaluator(),
            new EtcdCommitSlowEvaluator(),
            new EtcdSpaceLowEvaluator(),
            new SchedulerBacklogEvaluator(),
            new ControlPlaneCertificateExpiringEvaluator(),
            new DeprecatedApiInUseEvaluator(),
            new NodeNetworkErrorsEvaluator(),
            new DnsErrorsEvaluator(),
            new DnsSlowEvaluator(),
            new IngressErrorsEvaluator(),
            new KubeProxyUnhealthyEvaluator(),
            new AdmissionWebhookFailingEvaluator(),
            new VolumeFillingEvaluator(),
            new MonitoringBlindEvaluator(),
            new IngressConnectionsNearLimitEvaluator(),
            new ServiceUnreachableWithPodsEvaluator(),
            new HpaScalingWithoutEffectEvaluator(),
            new AppErrorsEvaluator(),
            new AppSlowEvaluator(),
            new AppTrafficAnomalyEvaluator(),
            new CpuThrottledEvaluator(),
            new PoolSaturatedEvaluator(),
            new GcPressureEvaluator(),
            new ConsumerLagGrowingEvaluator(),
            new BusinessConversionDropEvaluator(),
            new BusinessVolumeDropEvaluator(),
            new ErrorBudgetExhaustedEvaluator(),
            new SliNoDataEvaluator(),
            new JourneyStepDegradedEvaluator());

    private static final List<SignalEvaluator> ALL = Stream.of(OF_OBJECTS, OF_MEASUREMENTS)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(evaluator -> Signals.ALL.indexOf(evaluator.signal())))
            .toList();

    private Evaluators() {}

    /** In the order of the catalogue. */
    public static List<SignalEvaluator> all() {
        return ALL;
    }
}
