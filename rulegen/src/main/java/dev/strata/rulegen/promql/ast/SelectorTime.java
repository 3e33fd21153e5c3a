package dev.strata.rulegen.promql.ast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which time a selector or subquery looks at: {@code offset} and {@code @}, null where not written. */
public record SelectorTime(
        @Nullable PromDuration offset, @Nullable At at) {
    /** Now, as evaluated. */
    public static final SelectorTime NOW = new SelectorTime(null, null);

    /** The time of {@code @}. */
    public sealed interface At {
        /** Unix milliseconds. */
        record Fixed(long millis) implements At {}

        /** {@code @ start()}. */
        record Start() implements At {}

        /** {@code @ end()}. */
        record End() implements At {}
    }

    public SelectorTime withOffset(PromDuration duration) {
        return new SelectorTime(Objects.requireNonNull(duration), at);
    }

    public SelectorTime withAt(At time) {
        return new SelectorTime(offset, Objects.requireNonNull(time));
    }

    /** Whether an offset stands that moves anything: an offset of zero does not count. */
    public boolean hasOffset() {
        return offset != null && !(offset instanceof PromDuration.Literal literal && literal.nanos() == 0);
    }
}
