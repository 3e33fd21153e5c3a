package dev.strata.testbed.cluster;

import dev.strata.testbed.part.GoModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CRDs of what people install beside Kubernetes, read from the pinned modules of those projects and never copied.
 *
 * @param prefix of the files' paths within the module, before their names
 */
public record Crds(GoModule module, String prefix, List<String> names) {
    public static final Crds PROMETHEUS_OPERATOR = of(
            new GoModule(
                    "github.com/prometheus-operator/prometheus-operator",
                    "v0.85.0",
                    "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s="),
            "example/prometheus-operator-crd/monitoring.coreos.com_",
            "alertmanagerconfigs",
            "podmonitors",
            "prometheusrules",
            "servicemonitors");

    public static final Crds GRAFANA_OPERATOR = of(
            new GoModule(
                    "github.com/grafana/grafana-operator/v5",
                    "v5.18.0",
                    "h1:ei7N2VfjsRjY8iprenH1IDV783WeV7CP5VNp//sB4hI="),
            "config/crd/bases/grafana.integreatly.org_",
            "grafanadashboards");

    public static final Crds CERT_MANAGER = of(
            new GoModule(
                    "github.com/cert-manager/cert-manager",
                    "v1.19.1",
                    "h1:Txh8L/nLWTDcb7ZnXuXbTe15BxQnLbLirXmbNk0fGgY="),
            "deploy/crds/cert-manager.io_",
            "certificates");

    public static final Crds KEDA = of(
            new GoModule("github.com/kedacore/keda/v2", "v2.18.0", "h1:ttR223fii/4QJ0YvtrhcWHaEoezByb/t5CeFopjl6EI="),
            "config/crd/bases/keda.sh_",
            "scaledobjects");

    public static final Crds VERTICAL_POD_AUTOSCALER = of(
            new GoModule(
                    "k8s.io/autoscaler/vertical-pod-autoscaler",
                    "v1.4.1",
                    "h1:egVuwoIPvX7EPRi57bxpoIu/+9z1fK1AqyyhI/p8+v0="),
            "deploy/",
            "vpa-v1-crd-gen");

    public static final Crds KARPENTER = of(
            new GoModule("sigs.k8s.io/karpenter", "v1.8.0", "h1:AmTHUPtnuL8IX9mbcD3NOohyk62idrBCBtM+8Wn6Jvk="),
            "pkg/apis/crds/karpenter.sh_",
            "nodepools",
            "nodeclaims");

    public static final Crds ARGO_CD = of(
            new GoModule("github.com/argoproj/argo-cd/v3", "v3.1.8", "h1:NkLPiRI5qGkV+q1EN3O7/0Wb9O/MVl62vadKteZqMUw="),
            "manifests/crds/",
            "application-crd");

    public static final Crds FLUX_HELM = of(
            new GoModule(
                    "github.com/fluxcd/helm-controller", "v1.4.0", "h1:rkm8rmB6Na7eNc4pJOnvtXEaJ19iKluRtayHKjBxcUM="),
            "config/crd/bases/helm.toolkit.fluxcd.io_",
            "helmreleases");

    public static final Crds FLUX_SOURCE = of(
            new GoModule(
                    "github.com/fluxcd/source-controller", "v1.7.0", "h1:/fBgS4CSmT5Jj/fjQDF92y+pC3gst1GJjgNSzY8Ff9I="),
            "config/crd/bases/source.toolkit.fluxcd.io_",
            "gitrepositories");

    public static final Crds GATEWAY_API = of(
            new GoModule("sigs.k8s.io/gateway-api", "v1.4.0", "h1:ZwlNM6zOHq0h3WUX2gfByPs2yAEsy/EenYJB78jpQfQ="),
            "config/crd/standard/gateway.networking.k8s.io_",
            "gatewayclasses",
            "gateways",
            "httproutes");

    public Crds {
        names = List.copyOf(names);
    }

    private static Crds of(GoModule module, String prefix, String... names) {
        return new Crds(module, prefix, List.of(names));
    }

    /** The files, downloaded on first use. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        names.forEach(name -> files.add(module.file(prefix + name + ".yaml")));
        return List.copyOf(files);
    }
}
