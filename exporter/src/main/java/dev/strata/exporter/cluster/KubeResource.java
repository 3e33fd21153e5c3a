package dev.strata.exporter.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The API resources that facts are made of. A signal names those it needs; without them it is unknown. */
public enum KubeResource {
    NAMESPACES("v1", "Namespace"),
    NODES("v1", "Node"),
    PODS("v1", "Pod"),
    DEPLOYMENTS("apps/v1", "Deployment"),
    REPLICASETS("apps/v1", "ReplicaSet"),
    STATEFULSETS("apps/v1", "StatefulSet"),
    DAEMONSETS("apps/v1", "DaemonSet"),
    HORIZONTALPODAUTOSCALERS("autoscaling/v2", "HorizontalPodAutoscaler"),
    SERVICES("v1", "Service"),
    ENDPOINTSLICES("discovery.k8s.io/v1", "EndpointSlice"),
    PODDISRUPTIONBUDGETS("policy/v1", "PodDisruptionBudget"),
    EVENTS("v1", "Event"),
    JOBS("batch/v1", "Job"),
    CRONJOBS("batch/v1", "CronJob"),
    PERSISTENTVOLUMECLAIMS("v1", "PersistentVolumeClaim"),
    PERSISTENTVOLUMES("v1", "PersistentVolume"),
    STORAGECLASSES("storage.k8s.io/v1", "StorageClass"),
    RESOURCEQUOTAS("v1", "ResourceQuota"),
    APISERVICES("apiregistration.k8s.io/v1", "APIService"),
    VALIDATINGWEBHOOKCONFIGURATIONS("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"),
    MUTATINGWEBHOOKCONFIGURATIONS("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"),
    INGRESSES("networking.k8s.io/v1", "Ingress"),
    INGRESSCLASSES("networking.k8s.io/v1", "IngressClass"),
    LEASES("coordination.k8s.io/v1", "Lease"),
    CERTIFICATESIGNINGREQUESTS("certificates.k8s.io/v1", "CertificateSigningRequest"),
    NETWORKPOLICIES("networking.k8s.io/v1", "NetworkPolicy"),
    LIMITRANGES("v1", "LimitRange"),
    ROLEBINDINGS("rbac.authorization.k8s.io/v1", "RoleBinding"),
    CLUSTERROLEBINDINGS("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
    CSIDRIVERS("storage.k8s.io/v1", "CSIDriver"),
    CSINODES("storage.k8s.io/v1", "CSINode"),
    VOLUMEATTACHMENTS("storage.k8s.io/v1", "VolumeAttachment"),
    CUSTOMRESOURCEDEFINITIONS("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    CONFIGMAPS("v1", "ConfigMap"),
    /** One ConfigMap with its content. */
    AUTOSCALERSTATUS("v1", "ConfigMap", "configmaps"),
    GATEWAYCLASSES("gateway.networking.k8s.io/v1", "GatewayClass"),
    GATEWAYS("gateway.networking.k8s.io/v1", "Gateway"),
    HTTPROUTES("gateway.networking.k8s.io/v1", "HTTPRoute"),
    GRPCROUTES("gateway.networking.k8s.io/v1", "GRPCRoute"),
    CERTIFICATES("cert-manager.io/v1", "Certificate"),
    SCALEDOBJECTS("keda.sh/v1alpha1", "ScaledObject"),
    VERTICALPODAUTOSCALERS("autoscaling.k8s.io/v1", "VerticalPodAutoscaler"),
    BACKUPS("velero.io/v1", "Backup"),
    SCHEDULES("velero.io/v1", "Schedule"),
    NODEPOOLS("karpenter.sh/v1", "NodePool"),
    NODECLAIMS("karpenter.sh/v1", "NodeClaim"),
    SERVICEMONITORS("monitoring.coreos.com/v1", "ServiceMonitor"),
    PODMONITORS("monitoring.coreos.com/v1", "PodMonitor"),
    APPLICATIONS("argoproj.io/v1alpha1", "Application"),
    ROLLOUTS("argoproj.io/v1alpha1", "Rollout"),
    CLONESETS("apps.kruise.io/v1alpha1", "CloneSet"),
    KUSTOMIZATIONS("kustomize.toolkit.fluxcd.io/v1", "Kustomization"),
    HELMRELEASES("helm.toolkit.fluxcd.io/v2", "HelmRelease"),
    GITREPOSITORIES("source.toolkit.fluxcd.io/v1", "GitRepository"),
    /** Only where somebody asked for it. */
    SECRETS("v1", "Secret"),
    /** Objects of the kinds that somebody asked for; each names its own kind. */
    CUSTOMRESOURCES("", "");

    private static final Set<String> BUILT_IN_GROUPS = Set.of(
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "networking.k8s.io",
            "rbac.authorization.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io");

    private final String apiVersion;
    private final String kind;
    private final String plural;

    KubeResource(String apiVersion, String kind) {
        this(apiVersion, kind, "");
    }

    KubeResource(String apiVersion, String kind, String plural) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural.isEmpty() ? name().toLowerCase(Locale.ROOT) : plural;
    }

    /** The value of the {@code resource} label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the API names it in paths and rights. */
    public String plural() {
        return plural;
    }

    /** Whether it is watched only where the configuration says so. */
    public boolean isOptIn() {
        return this == SECRETS || this == CUSTOMRESOURCES;
    }

    /** Whether every API server of a version that is supported serves it; others come with what is installed. */
    public boolean isBuiltIn() {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return !group.contains(".") || BUILT_IN_GROUPS.contains(group);
    }

    /**
     * Whether a recording or a server may do without it: then the signals that read it are off, as without a Prometheus, and
     * not blind. What the first recordings hold is never optional.
     */
    public boolean isOptional() {
        return compareTo(EVENTS) > 0;
    }

    /** Group and version that are read, as objects name them. */
    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    /** The resource with this {@link #id}, empty for any other text. */
    public static Optional<KubeResource> ofId(String id) {
        return Arrays.stream(values()).filter(r -> r.id().equals(id)).findFirst();
    }

    /** The resource of objects of this type; empty for those that no facts are made of, and for what is only read where asked for. */
    public static Optional<KubeResource> ofType(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(r -> !r.isOptIn() && r.apiVersion.equals(apiVersion) && r.kind.equals(kind))
                .findFirst();
    }
}
