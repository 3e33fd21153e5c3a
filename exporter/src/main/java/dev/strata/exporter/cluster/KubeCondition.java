package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of {@code status.conditions}. A value, but no record: there are some for nearly every object. */
public final class KubeCondition {

    private final String type;
    private final String status;
    private final String reason;
    private final String message;
    private final int since;

    /**
     * All that is kept.
     *
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param since last transition, of which whole seconds are kept; null where the object does not say
     */
    public KubeCondition(String type, String status, String reason, String message, @Nullable Instant since) {
        this.type = type;
        this.status = status;
        this.reason = reason;
        this.message = message;
        this.since = Seconds.of(since);
    }

    public String type() {
        return type;
    }

    /** {@code True}, {@code False} or {@code Unknown}. */
    public String status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public String message() {
        return message;
    }

    /** Last transition, null where the object does not say. */
    public @Nullable Instant since() {
        return Seconds.instant(since);
    }

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KubeCondition that
                && since == that.since
                && type.equals(that.type)
                && status.equals(that.status)
                && reason.equals(that.reason)
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, status, reason, since);
    }

    @Override
    public String toString() {
        return "KubeCondition[" + type + "=" + status + ", reason=" + reason + ", message=" + message + ", since="
                + since() + "]";
    }
}
