package dev.strata.testbed.fake.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resources that the fake server has, built-in ones first. */
public final class ApiKinds {

    private static final List<ApiKind> ALL = table();

    private ApiKinds() {}

    /** All, in a fixed order. */
    public static List<ApiKind> all() {
        return ALL;
    }

    /**
     * The kind of a resource.
     *
     * @param resource {@code pods} or {@code deployments.apps}; the plural alone will do where it is unique
     */
    public static ApiKind of(String resource) {
        return ALL.stream()
                .filter(kind ->
                        kind.resource().equals(resource) || kind.plural().equals(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no resource " + resource));
    }

    static boolean isBuiltIn(String group) {
        return !group.contains(".")
                || (group.endsWith(".k8s.io") && !group.startsWith("gateway.") && !group.startsWith("autoscaling."));
    }

    /** The kind that a path of group, version and plural names. */
    public static Optional<ApiKind> at(String group, String version, String plural) {
        return ALL.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    private static List<ApiKind> table() {
        List<ApiKind> kinds = new ArrayList<>();
        Rows core = new Rows(kinds, "", "v1");
        core.global("nodes Node", "namespaces Namespace", "persistentvolumes PersistentVolume");
        core.wired("pods Pod");
        core.namespaced(
                "services Service",
                "events Event",
                "configmaps ConfigMap",
                "secrets Secret",
                "serviceaccounts ServiceAccount",
                "persistentvolumeclaims PersistentVolumeClaim",
                "resourcequotas ResourceQuota",
                "limitranges LimitRange");
        Rows apps = new Rows(kinds, "apps", "v1");
        apps.namespaced("deployments Deployment", "statefulsets StatefulSet", "daemonsets DaemonSet");
        apps.wired("replicasets ReplicaSet");
        new Rows(kinds, "batch", "v1").namespaced("jobs Job", "cronjobs CronJob");
        new Rows(kinds, "autoscaling", "v2").namespaced("horizontalpodautoscalers HorizontalPodAutoscaler");
        new Rows(kinds, "policy", "v1").namespaced("poddisruptionbudgets PodDisruptionBudget");
        new Rows(kinds, "discovery.k8s.io", "v1").wired("endpointslices EndpointSlice");
        Rows networking = new Rows(kinds, "networking.k8s.io", "v1");
        networking.namespaced("ingresses Ingress", "networkpolicies NetworkPolicy");
        networking.global("ingressclasses IngressClass");
        new Rows(kinds, "coordination.k8s.io", "v1").namespaced("leases Lease");
        new Rows(kinds, "storage.k8s.io", "v1")
                .global(
                        "storageclasses StorageClass",
                        "csidrivers CSIDriver",
                        "csinodes CSINode",
                        "volumeattachments VolumeAttachment");
        Rows rbac = new Rows(kinds, "rbac.authorization.k8s.io", "v1");
        rbac.namespaced("rolebindings RoleBinding");
        rbac.global("clusterrolebindings ClusterRoleBinding");
        new Rows(kinds, "admissionregistration.k8s.io", "v1")
                .global(
                        "validatingwebhookconfigurations ValidatingWebhookConfiguration",
                        "mutatingwebhookconfigurations MutatingWebhookConfiguration");
        new Rows(kinds, "apiregistration.k8s.io", "v1").global("apiservices APIService");
        new Rows(kinds, "apiextensions.k8s.io", "v1").global("customresourcedefinitions CustomResourceDefinition");
        new Rows(kinds, "certificates.k8s.io", "v1").global("certificatesigningrequests CertificateSigningRequest");
        addOptional(kinds);
        return List.copyOf(kinds);
    }

    private static void addOptional(List<ApiKind> kinds) {
        Rows gateway = new Rows(kinds, "gateway.networking.k8s.io", "v1");
        gateway.global("gatewayclasses GatewayClass");
        gateway.namespaced("gateways Gateway", "httproutes HTTPRoute", "grpcroutes GRPCRoute");
        new Rows(kinds, "cert-manager.io", "v1").namespaced("certificates Certificate");
        new Rows(kinds, "keda.sh", "v1alpha1").namespaced("scaledobjects ScaledObject");
        new Rows(kinds, "autoscaling.k8s.io", "v1").namespaced("verticalpodautoscalers VerticalPodAutoscaler");
        new Rows(kinds, "velero.io", "v1").namespaced("backups Backup", "schedules Schedule");
        new Rows(kinds, "karpenter.sh", "v1").global("nodepools NodePool", "nodeclaims NodeClaim");
        new Rows(kinds, "monitoring.coreos.com", "v1")
                .namespaced("servicemonitors ServiceMonitor", "podmonitors PodMonitor");
        new Rows(kinds, "argoproj.io", "v1alpha1").namespaced("applications Application", "rollouts Rollout");
        new Rows(kinds, "apps.kruise.io", "v1alpha1").namespaced("clonesets CloneSet");
        new Rows(kinds, "kustomize.toolkit.fluxcd.io", "v1").namespaced("kustomizations Kustomization");
        new Rows(kinds, "helm.toolkit.fluxcd.io", "v2").namespaced("helmreleases HelmRelease");
        new Rows(kinds, "source.toolkit.fluxcd.io", "v1").namespaced("gitrepositories GitRepository");
    }

    /** Rows of one group and version, each written as plural and kind. */
    private record Rows(List<ApiKind> kinds, String group, String version) {

        void namespaced(String... rows) {
            add(true, false, rows);
        }

        void global(String... rows) {
            add(false, false, rows);
        }

        void wired(String... rows) {
            add(true, true, rows);
        }

        private void add(boolean namespaced, boolean wired, String... rows) {
            for (String row : rows) {
                int space = row.indexOf(' ');
                String kind = row.substring(space + 1);
                kinds.add(new ApiKind(group, version, row.substring(0, space), kind, namespaced, wired ? kind : null));
            }
        }
    }
}
