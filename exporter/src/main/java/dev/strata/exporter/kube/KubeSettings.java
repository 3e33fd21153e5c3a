package dev.strata.exporter.kube;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to find the API server and how patient to be with it.
 *
 * @param kubeconfig null for {@code $KUBECONFIG}, the pod's own service account or {@code ~/.kube/config}, in this order
 * @param context of the kubeconfig, null for its current one
 */
public record KubeSettings(
        @Nullable Path kubeconfig, @Nullable String context, KubeTimings timings) {

    public static KubeSettings of(@Nullable Path kubeconfig, @Nullable String context) {
        return new KubeSettings(kubeconfig, context, KubeTimings.DEFAULTS);
    }
}
