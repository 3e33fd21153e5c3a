package dev.strata.rulegen.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the value of a series goes on from some moment. */
public sealed interface Motion {

    /** Stays at a value. */
    record Level(double value) implements Motion {}

    /** Rises or falls evenly; counters and leaks. */
    record Slope(double perSecond) implements Motion {}

    /** A moment in unix seconds, {@code seconds} from now on; stays there. */
    record Moment(double seconds) implements Motion {}

    /** The present time in unix seconds, less a lag. */
    record Clock(double lag) implements Motion {}

    /** Changes between two values. */
    record Swing(double first, double second, Duration every) implements Motion {}

    /** Jumps now, and again where it repeats; between the jumps the value stays. */
    record Steps(double by, Optional<Duration> every) implements Motion {}

    /** The present motion, so many times as strong. */
    record Scaled(double factor) implements Motion {}

    /** Starts again at zero and goes on as before. */
    record Restart() implements Motion {}

    /** Is written no more; a marker of staleness ends it. */
    record Gone() implements Motion {}

    String NUMBER = "(-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?)";
    String TIME = "(\\d+(?:ms|s|m|h|d|w))";
    Pattern LEVEL = Pattern.compile(NUMBER);
    Pattern SLOPE = Pattern.compile(NUMBER + "/([smh])");
    Pattern MOMENT = Pattern.compile("(in|ago) " + TIME);
    Pattern CLOCK = Pattern.compile("clock(?: - " + TIME + ")?");
    Pattern SWING = Pattern.compile("swing " + NUMBER + " " + NUMBER + " every " + TIME);
    Pattern STEPS = Pattern.compile("add " + NUMBER + "(?: every " + TIME + ")?");
    Pattern SCALED = Pattern.compile("x" + NUMBER);

    /** What may be written, for messages. */
    String FORMS = "5, 3/s, x0.5, add 1, add 1 every 5m, swing 0 1 every 4m, ago 2h, in 40h, clock, restart, gone";

    /** Reads a text such as {@code 3/s}. */
    static Optional<Motion> parse(String text, java.util.function.Function<String, Optional<Duration>> time) {
        if (text.equals("gone")) {
            return Optional.of(new Gone());
        }
        if (text.equals("restart")) {
            return Optional.of(new Restart());
        }
        Matcher level = LEVEL.matcher(text);
        if (level.matches()) {
            return Optional.of(new Level(Double.parseDouble(text)));
        }
        Matcher slope = SLOPE.matcher(text);
        if (slope.matches()) {
            double unit = slope.group(2).equals("s") ? 1 : slope.group(2).equals("m") ? 60 : 3600;
            return Optional.of(new Slope(Double.parseDouble(slope.group(1)) / unit));
        }
        Matcher moment = MOMENT.matcher(text);
        if (moment.matches()) {
            double sign = moment.group(1).equals("in") ? 1 : -1;
            return time.apply(moment.group(2)).map(length -> new Moment(sign * length.toSeconds()));
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return clock.group(1) == null
                    ? Optional.of(new Clock(0))
                    : time.apply(clock.group(1)).map(length -> new Clock(length.toSeconds()));
        }
        Matcher swing = SWING.matcher(text);
        if (swing.matches()) {
            double first = Double.parseDouble(swing.group(1));
            double second = Double.parseDouble(swing.group(2));
            return time.apply(swing.group(3)).map(every -> new Swing(first, second, every));
        }
        Matcher steps = STEPS.matcher(text);
        if (steps.matches()) {
            double by = Double.parseDouble(steps.group(1));
            return steps.group(2) == null
                    ? Optional.of(new Steps(by, Optional.empty()))
                    : time.apply(steps.group(2)).map(every -> new Steps(by, Optional.of(every)));
        }
        Matcher scaled = SCALED.matcher(text);
        return scaled.matches() ? Optional.of(new Scaled(Double.parseDouble(scaled.group(1)))) : Optional.empty();
    }
}
