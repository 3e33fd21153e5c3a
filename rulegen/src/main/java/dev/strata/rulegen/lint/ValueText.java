package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import dev.strata.rulegen.promql.infer.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the way a number is written.
 *
 * @param message begins after "writes"
 */
record ValueText(String message, String hint) {

    /** Null when the way suits what is known of the number. */
    static @Nullable ValueText of(String function, Meaning meaning) {
        Unit unit = meaning.unit();
        return switch (function) {
            case "" -> asItIs(meaning);
            case "humanizeDuration" ->
                unit.known() && !unit.equals(Unit.SECONDS)
                        ? new ValueText(unit.text() + " as a duration", "humanizeDuration expects seconds")
                        : null;
            case "humanizePercentage" ->
                unit.known() && (!unit.powers().isEmpty() || unit.scale() != 1)
                        ? new ValueText(
                                unit.text() + " as a percentage", "humanizePercentage expects a ratio: 0.05 is 5%")
                        : null;
            case "humanize1024" ->
                unit.powers().containsKey("seconds") && !unit.powers().containsKey("bytes")
                        ? new ValueText(unit.text() + " with prefixes of 1024", "use humanizeDuration or humanize")
                        : null;
            default -> null;
        };
    }

    private static @Nullable ValueText asItIs(Meaning meaning) {
        Unit unit = meaning.unit();
        boolean share = meaning.kind() == Kind.RATIO || meaning.kind() == Kind.RATE_RATIO;
        if (share && unit.equals(Unit.NONE)) {
            return new ValueText("a ratio with all its digits", "write {{ $value | humanizePercentage }}");
        }
        if (unit.equals(Unit.SECONDS) && meaning.kind() != Kind.TIMESTAMP) {
            return new ValueText("seconds with all their digits", "write {{ $value | humanizeDuration }}");
        }
        if (unit.equals(Unit.BYTES)) {
            return new ValueText("bytes with all their digits", "write {{ $value | humanize1024 }}B");
        }
        // What increased over a window is a count, though its kind is that of a rate.
        boolean perSecond = unit.powers().getOrDefault("seconds", 0) < 0;
        return meaning.isRate() && perSecond
                ? new ValueText("a rate with all its digits", "write {{ $value | humanize }}")
                : null;
    }
}
