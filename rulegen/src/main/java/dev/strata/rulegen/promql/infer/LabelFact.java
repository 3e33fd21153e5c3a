package dev.strata.rulegen.promql.infer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one label of a result; the values are those of elements that have it. */
public record LabelFact(Presence presence, LabelValues values) {
    public static final LabelFact NEVER = new LabelFact(Presence.NEVER, LabelValues.NONE);
    public static final LabelFact UNKNOWN = new LabelFact(Presence.MAYBE, LabelValues.ANY);

    public LabelFact {
        Objects.requireNonNull(presence);
        Objects.requireNonNull(values);
    }

    public static LabelFact always(LabelValues values) {
        return new LabelFact(Presence.ALWAYS, values);
    }

    public static LabelFact maybe(LabelValues values) {
        return new LabelFact(Presence.MAYBE, values);
    }

    LabelFact or(LabelFact other) {
        return new LabelFact(presence.or(other.presence), values.or(other.values));
    }

    /** What holds when both do, such as for two elements that match; null when they cannot both hold. */
    @Nullable
    LabelFact and(LabelFact other) {
        LabelValues both = values.and(other.values);
        boolean always = presence == Presence.ALWAYS || other.presence == Presence.ALWAYS;
        boolean never = presence == Presence.NEVER || other.presence == Presence.NEVER || both.isEmpty();
        if (always && never) {
            return null;
        }
        if (never) {
            return NEVER;
        }
        return new LabelFact(always ? Presence.ALWAYS : Presence.MAYBE, both);
    }

    public boolean isNever() {
        return presence == Presence.NEVER;
    }

    public boolean isAlways() {
        return presence == Presence.ALWAYS;
    }
}
