package dev.strata.endtoend;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays time faster: rewrites every duration of a copy of a rule file, so that an incident of half an hour passes in a
 * minute. Windows in the names of recorded series are names and stay.
 *
 * @param factor how much faster, at least 1
 * @param floor no duration above zero becomes shorter than this
 */
public record Tempo(double factor, Duration floor) {

    private static final Pattern RANGE_OR_OFFSET = Pattern.compile("(\\[|offset )((?:\\d+(?:ms|[smhdwy]))+)");
    private static final Pattern FIELD = Pattern.compile(
            "(?m)^([ -]*(?:for|keep_firing_for|interval|group_wait|group_interval|repeat_interval): *[\"']?)((?:\\d+(?:ms|[smhdwy]))+)");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));

    public Tempo {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor must be at least 1, not " + factor);
        }
    }

    /** The duration at this tempo. */
    public Duration of(Duration duration) {
        if (duration.isZero()) {
            return duration;
        }
        var scaled = Duration.ofMillis(Math.round(duration.toMillis() / factor));
        return scaled.compareTo(floor) < 0 ? floor : scaled;
    }

    /** A rule file, test file or route fragment at this tempo. */
    public String rewrite(String yaml) {
        return replace(FIELD, replace(RANGE_OR_OFFSET, yaml));
    }

    private String replace(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + print(of(parse(found.group(2))))));
    }

    private static Duration parse(String text) {
        var total = Duration.ZERO;
        var part = PART.matcher(text);
        while (part.find()) {
            total = total.plus(
                    UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Long.parseLong(part.group(1))));
        }
        return total;
    }

    private static String print(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
