package dev.strata.exporter.kube;

import dev.strata.exporter.config.KubernetesConfig;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to find the API server and how patient to be with it.
 *
 * @param kubeconfig null for {@code $KUBECONFIG}, the pod's own service account or {@code ~/.kube/config}, in this order
 * @param context of the kubeconfig, null for its current one
 * @param optIns what is watched beside the usual kinds
 */
public record KubeSettings(
        @Nullable Path kubeconfig, @Nullable String context, KubeTimings timings, OptIns optIns) {

    /** The usual kinds alone. */
    public KubeSettings(@Nullable Path kubeconfig, @Nullable String context, KubeTimings timings) {
        this(kubeconfig, context, timings, OptIns.NONE);
    }

    public static KubeSettings of(@Nullable Path kubeconfig, @Nullable String context) {
        return new KubeSettings(kubeconfig, context, KubeTimings.DEFAULTS);
    }

    public static KubeSettings of(KubernetesConfig config) {
        return new KubeSettings(
                config.kubeconfig(),
                config.context(),
                KubeTimings.DEFAULTS.withStaleAfter(config.staleAfter()),
                config.optIns());
    }
}
