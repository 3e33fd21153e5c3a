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
    CERTIFICATESIGNINGREQUESTS("certificates.k8s.io/v1", "CertificateSigningRequest");

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

    KubeResource(String apiVersion, String kind) {
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    /** The plural of the API, the value of the {@code resource} label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
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

    /** The resource of objects of this type; empty for those that no facts are made of. */
    public static Optional<KubeResource> ofType(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(r -> r.apiVersion.equals(apiVersion) && r.kind.equals(kind))
                .findFirst();
    }
}
