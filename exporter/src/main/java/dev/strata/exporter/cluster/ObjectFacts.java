package dev.strata.exporter.cluster;

/** The facts of one object of any kind. */
public sealed interface ObjectFacts
        permits NamespaceFacts,
                NodeFacts,
                PodFacts,
                WorkloadFacts,
                ReplicaSetFacts,
                HpaFacts,
                ServiceFacts,
                EndpointSliceFacts,
                PdbFacts,
                KubeEventFacts,
                JobFacts,
                CronJobFacts,
                ClaimFacts,
                VolumeFacts,
                StorageClassFacts,
                QuotaFacts,
                ApiServiceFacts,
                WebhookFacts,
                IngressFacts,
                IngressClassFacts,
                LeaseFacts,
                NetworkPolicyFacts,
                LimitRangeFacts,
                RoleBindingFacts,
                CsiDriverFacts,
                CsiNodeFacts,
                VolumeAttachmentFacts,
                CustomDefinitionFacts,
                ConfigMapFacts,
                AutoscalerStatusFacts,
                GatewayClassFacts,
                GatewayFacts,
                RouteFacts,
                CertificateFacts,
                ScaledObjectFacts,
                VpaFacts,
                BackupFacts,
                BackupScheduleFacts,
                NodePoolFacts,
                NodeClaimFacts,
                MonitorFacts,
                ArgoApplicationFacts,
                ConditionedFacts,
                SecretFacts,
                SigningRequestFacts {

    KubeMeta meta();

    /** The resource under which the API serves the object. */
    KubeResource resource();

    default ObjectKey key() {
        return meta().key();
    }
}
