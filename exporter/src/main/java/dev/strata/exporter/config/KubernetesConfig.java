package dev.strata.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is.
 *
 * @param kubeconfig null for {@code KUBECONFIG}, the user's own file or the pod's service account, in this order
 * @param context null for the kubeconfig's current one
 * @param staleAfter how long reconnects may fail before a resource counts as stale
 * @param optIns what is watched beside the usual kinds
 */
public record KubernetesConfig(
        @Nullable Path kubeconfig, @Nullable String context, Duration staleAfter, OptIns optIns) {

    /**
     * What is watched only where somebody says so, because the rights for it show more than the exporter keeps.
     *
     * @param tlsSecrets Secrets with TLS certificates, for the end of their validity
     * @param customResources kinds whose conditions are read
     */
    public record OptIns(boolean tlsSecrets, List<CustomKind> customResources) {

        public static final OptIns NONE = new OptIns(false, List.of());

        public OptIns {
            customResources = List.copyOf(customResources);
        }
    }
}
