package dev.strata.exporter.health;

import dev.strata.exporter.cluster.ArgoApplicationFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ConditionedFacts;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.HealthSnapshot.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which object of Argo CD or Flux applies another object, as they mark what they apply. */
final class Origins {

    private static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";
    private static final String ARGO_INSTANCE = "argocd.argoproj.io/instance";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String ARGO_MANAGER = "argocd";
    private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io/";
    private static final String HELM = "helm.toolkit.fluxcd.io/";

    private Origins() {}

    /** Of an object; {@code manager} is who manages its fields, empty where nothing says. */
    static @Nullable Origin of(KubeMeta meta, String manager, ClusterView cluster) {
        Optional<Origin> flux = flux(meta, KUSTOMIZE, KubeResource.KUSTOMIZATIONS, cluster)
                .or(() -> flux(meta, HELM, KubeResource.HELMRELEASES, cluster));
        return flux.or(() -> argo(meta, manager, cluster)).orElse(null);
    }

    private static Optional<Origin> flux(KubeMeta meta, String prefix, KubeResource resource, ClusterView cluster) {
        String name = meta.label(prefix + "name").orElse("");
        String namespace = meta.label(prefix + "namespace").orElse(meta.key().namespace());
        return name.isEmpty()
                ? Optional.empty()
                : cluster.find(resource, ConditionedFacts.class, new ObjectKey(resource.kind(), namespace, name))
                        .map(owner -> new Origin(owner.key(), owner.revision()));
    }

    private static Optional<Origin> argo(KubeMeta meta, String manager, ClusterView cluster) {
        String tracked = meta.annotation(ARGO_TRACKING).orElse("");
        int end = tracked.indexOf(':');
        String shared = manager.startsWith(ARGO_MANAGER) ? meta.label(INSTANCE).orElse("") : "";
        String name =
                end > 0 ? tracked.substring(0, end) : meta.label(ARGO_INSTANCE).orElse(shared);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<ArgoApplicationFacts> named = cluster.all(KubeResource.APPLICATIONS, ArgoApplicationFacts.class).stream()
                .filter(application -> isNamed(application.key(), name))
                .toList();
        return named.size() == 1
                ? Optional.of(new Origin(named.get(0).key(), named.get(0).revision()))
                : Optional.empty();
    }

    /** An Application outside of Argo CD's own namespace is named with its namespace before it. */
    private static boolean isNamed(ObjectKey application, String name) {
        return application.name().equals(name) || (application.namespace() + "_" + application.name()).equals(name);
    }
}
