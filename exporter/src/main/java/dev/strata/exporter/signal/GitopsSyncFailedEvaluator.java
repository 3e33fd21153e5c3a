package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ArgoApplicationFacts;
import dev.strata.exporter.cluster.ConditionedFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in Git and does not reach the cluster: the last operation of Argo CD failed, or Flux cannot fetch or apply.
 * An Application that merely differs waits for somebody on purpose, unless it shall follow by itself.
 */
final class GitopsSyncFailedEvaluator extends ObjectEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.GITOPS_SYNC_FAILED;
    private static final Set<String> FAILED = Set.of("Failed", "Error");

    GitopsSyncFailedEvaluator() {
        super(
                SIGNAL,
                List.of(
                        new Kind<>(
                                KubeResource.APPLICATIONS, ArgoApplicationFacts.class, GitopsSyncFailedEvaluator::argo),
                        flux(KubeResource.KUSTOMIZATIONS),
                        flux(KubeResource.HELMRELEASES),
                        flux(KubeResource.GITREPOSITORIES)));
    }

    private static @Nullable Draft argo(ArgoApplicationFacts application) {
        if (FAILED.contains(application.operation())) {
            return bad(SIGNAL, application, Severity.WARNING, "operation_failed")
                    .since(application.finished());
        }
        return application.sync().equals("OutOfSync")
                        && application.automated()
                        && !application.operation().equals("Running")
                ? bad(SIGNAL, application, Severity.WARNING, "out_of_sync")
                : null;
    }

    private static Kind<ConditionedFacts> flux(KubeResource resource) {
        return new Kind<>(resource, ConditionedFacts.class, object -> {
            KubeCondition ready = object.condition("Ready").orElse(null);
            return object.suspended() || ready == null || !ready.isFalse()
                    ? null
                    : bad(
                                    SIGNAL,
                                    object,
                                    Severity.WARNING,
                                    ready.reason().isEmpty() ? "not_ready" : Slugs.of(ready.reason()))
                            .since(ready.since());
        });
    }
}
