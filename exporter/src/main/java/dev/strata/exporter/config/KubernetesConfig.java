package dev.strata.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is.
 *
 * @param kubeconfig null for {@code KUBECONFIG}, the user's own file or the pod's service account, in this order
 * @param context null for the kubeconfig's current one
 * @param staleAfter how long reconnects may fail before a resource counts as stale
 */
public record KubernetesConfig(
        @Nullable Path kubeconfig, @Nullable String context, Duration staleAfter) {}
