package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Application of Argo CD; texts are in its own words and empty where it does not say.
 *
 * @param sync {@code Synced}, {@code OutOfSync} or {@code Unknown}
 * @param health {@code Healthy}, {@code Progressing}, {@code Degraded}, {@code Suspended}, {@code Missing}
 * @param operation phase of the last operation: {@code Succeeded}, {@code Running}, {@code Failed}, {@code Error}
 * @param message what the last operation says
 * @param finished end of the last operation, null while it runs
 * @param automated whether differences are to be removed without a human
 * @param revision of the sources that it was compared with last
 */
public record ArgoApplicationFacts(
        KubeMeta meta,
        String sync,
        String health,
        String operation,
        String message,
        @Nullable Instant finished,
        boolean automated,
        String revision,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public ArgoApplicationFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.APPLICATIONS;
    }
}
