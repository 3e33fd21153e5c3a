package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Job.
 *
 * @param started null while it has not begun
 * @param deadlineSeconds how long it may run, null where it has no limit
 */
public record JobFacts(
        KubeMeta meta,
        boolean suspended,
        int active,
        int failed,
        int succeeded,
        @Nullable Instant started,
        @Nullable Long deadlineSeconds,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }

    /** Has come to its end, well or badly. */
    public boolean isFinished() {
        return conditions.stream()
                .anyMatch(c ->
                        c.isTrue() && (c.type().equals("Complete") || c.type().equals("Failed")));
    }

    public JobFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.JOBS;
    }
}
