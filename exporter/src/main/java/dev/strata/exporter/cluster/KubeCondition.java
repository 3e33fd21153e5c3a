package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code status.conditions}.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param since last transition, null where the object does not say
 */
public record KubeCondition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant since) {

    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }

    /** The condition of the given type, empty where the object has none. */
    public static Optional<KubeCondition> find(List<KubeCondition> conditions, String type) {
        for (KubeCondition condition : conditions) {
            if (condition.type.equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
