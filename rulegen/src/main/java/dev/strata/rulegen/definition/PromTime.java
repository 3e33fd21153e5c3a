package dev.strata.rulegen.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them, {@code 1h30m}. */
public final class PromTime {

    private static final Pattern SHAPE = Pattern.compile(
            "0|(?:(\\d{1,3})y)?(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    private PromTime() {}

    /** The duration, or empty when the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (text.isEmpty() || !shape.matches()) {
            return Optional.empty();
        }
        long millis = 0;
        for (int i = 0; i < MILLIS.length; i++) {
            String count = shape.group(i + 1);
            millis += count == null ? 0 : Long.parseLong(count) * MILLIS[i];
        }
        return Optional.of(Duration.ofMillis(millis));
    }

    /** The shortest text in units of days and below; whole days stay days. */
    public static String text(Duration duration) {
        long left = duration.toMillis();
        if (left == 0) {
            return "0s";
        }
        var out = new StringBuilder();
        for (int i = 2; i < MILLIS.length; i++) {
            long count = left / MILLIS[i];
            left -= count * MILLIS[i];
            if (count > 0) {
                out.append(count).append(UNITS[i]);
            }
        }
        return out.toString();
    }
}
