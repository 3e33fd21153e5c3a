package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeClaimFacts;
import dev.strata.exporter.cluster.NodePoolFacts;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cluster autoscaler says that it is not well or has backed off, or Karpenter cannot use a pool or launch a node. */
final class AutoscalerUnhealthyEvaluator extends ObjectEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.AUTOSCALER_UNHEALTHY;

    /** {@code Health: Unhealthy} for people, {@code health: {status: Unhealthy}} in YAML. */
    private static final Pattern UNHEALTHY = Pattern.compile("\\bUnhealthy\\b");

    private static final Pattern BACKOFF = Pattern.compile("\\bBackoff\\b");

    AutoscalerUnhealthyEvaluator() {
        super(
                SIGNAL,
                List.of(
                        new Kind<>(
                                KubeResource.AUTOSCALERSTATUS,
                                AutoscalerStatusFacts.class,
                                AutoscalerUnhealthyEvaluator::status),
                        new Kind<>(
                                KubeResource.NODEPOOLS,
                                NodePoolFacts.class,
                                pool -> pool.condition("Ready")
                                        .filter(KubeCondition::isFalse)
                                        .map(ready -> bad(SIGNAL, pool, Severity.WARNING, "pool_not_ready")
                                                .since(ready.since()))
                                        .orElse(null)),
                        new Kind<>(
                                KubeResource.NODECLAIMS, NodeClaimFacts.class, AutoscalerUnhealthyEvaluator::claim)));
    }

    private static @Nullable Draft status(AutoscalerStatusFacts status) {
        boolean unhealthy = UNHEALTHY.matcher(status.status()).find();
        if (!unhealthy && !BACKOFF.matcher(status.status()).find()) {
            return null;
        }
        return Draft.bad(SIGNAL, Subjects.CLUSTER, Severity.WARNING).reason(unhealthy ? "unhealthy" : "backed_off");
    }

    private static @Nullable Draft claim(NodeClaimFacts claim) {
        return claim.condition("Launched")
                .filter(KubeCondition::isFalse)
                .map(launched -> Draft.bad(
                                SIGNAL,
                                claim.pool().isEmpty() ? claim.key() : ObjectKey.of("NodePool", claim.pool()),
                                Severity.WARNING)
                        .since(launched.since())
                        .reason(launched.reason().isEmpty() ? "not_launched" : Slugs.of(launched.reason()))
                        .affects(claim.key()))
                .orElse(null);
    }
}
