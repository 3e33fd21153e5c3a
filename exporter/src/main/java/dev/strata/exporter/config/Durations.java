package dev.strata.exporter.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Prometheus spells them. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(?:[0-9]{1,9}(?:ms|s|m|h|d|w))+");
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d|w)");

    private Durations() {}

    /** Reads {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 0}; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var total = Duration.ZERO;
        var part = PART.matcher(text);
        while (part.find()) {
            total = total.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return Optional.of(total);
    }

    /** The shortest spelling in one unit. */
    static String print(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long length = unit(unit).toMillis();
            if (millis != 0 && millis % length == 0) {
                return millis / length + unit;
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
