package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Traffic that speeds up, so that each window gives another result. Short windows read counters whose growth grows by
 * the same amount each minute: with {@code m} minutes and {@code c * m * m} events the rate over a window of {@code w}
 * minutes is {@code c * (2m - w + 1)} a minute. Long windows read recorded series, given here hour by hour.
 */
final class SloHistory {
    /** Minutes, twice the longest window that reads counters. */
    static final int MINUTES = 130;

    static final String CLUSTER = "moving";
    /** Events of a minute beside those that speed up. */
    private static final int STEADY = 1024;
    /** One instance has a quarter of the events, the other the rest: a sum is no maximum. */
    private static final List<Integer> SHARES = List.of(1, 3);

    private static final int PARTS = 4;
    private static final int START = 1_000_000;
    private static final Duration LONGEST_OF_COUNTERS = Duration.ofHours(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal QUARTER = new BigDecimal("0.25");
    private static final String EXACTNESS = "0.0001";
    private static final int DIGITS = 4;

    private final SloDefinition slo;

    SloHistory(SloDefinition slo) {
        this.slo = slo;
    }

    /** How many events a counter has counted after so many minutes, a quarter of the truth. */
    interface Growth {
        long after(int minute);
    }

    static long bad(int minute) {
        return 2L * minute * minute;
    }

    static long all(int minute) {
        return (long) STEADY * minute + (long) minute * minute;
    }

    static long good(int minute) {
        return all(minute) - bad(minute);
    }

    /** A counter, as two series. */
    static List<Input> counter(String name, Map<String, String> labels, Growth growth) {
        var input = new ArrayList<Input>();
        for (int share : SHARES) {
            var own = new TreeMap<>(labels);
            own.put(LabelName.CLUSTER, CLUSTER);
            own.put("instance", "instance-" + share);
            var values = new StringBuilder();
            for (int minute = 0; minute <= MINUTES; minute++) {
                values.append(minute == 0 ? "" : " ").append(START + share * growth.after(minute));
            }
            input.add(SeriesText.input(name, own, values.toString()));
        }
        return input;
    }

    /** What the windows that read counters have recorded in the end. */
    List<ExpressionCheck> checks() {
        var checks = new ArrayList<ExpressionCheck>();
        Duration at = Duration.ofMinutes(MINUTES);
        for (String window : RecordedSeries.WINDOWS) {
            Duration length = PromTime.parse(window).orElseThrow();
            if (length.compareTo(LONGEST_OF_COUNTERS) <= 0) {
                BigDecimal speed = new BigDecimal(2L * MINUTES - length.toMinutes() + 1);
                BigDecimal events = speed.add(new BigDecimal(STEADY));
                BigDecimal ratio = speed.multiply(new BigDecimal(2)).divide(events, MathContext.DECIMAL128);
                BigDecimal rate =
                        events.multiply(new BigDecimal(PARTS)).divide(new BigDecimal(60), MathContext.DECIMAL128);
                checks.add(check(RecordedSeries.badRatio(window), CLUSTER, at, ratio));
                checks.add(check(RecordedSeries.eventRate(window), CLUSTER, at, rate));
            }
        }
        return checks;
    }

    private ExpressionCheck check(String series, String cluster, Duration at, BigDecimal value) {
        var labels = sloLabel(cluster);
        BigDecimal rounded = value.setScale(DIGITS, RoundingMode.HALF_UP);
        return new ExpressionCheck(
                "round(" + SeriesText.series(series, labels) + ", " + EXACTNESS + ")",
                at,
                List.of(new ExpectedSample(SeriesText.series("", labels), rounded.toPlainString())));
    }

    private SortedMap<String, String> sloLabel(String cluster) {
        return new TreeMap<>(Map.of(LabelName.SLO, slo.name().value(), LabelName.CLUSTER, cluster));
    }

    /** Two months of recorded series, of two servers that do not agree, and a second cluster. */
    PromtestGroup longWindows() {
        int hours = 2 * (int) slo.period().toHours();
        var input = new ArrayList<Input>();
        String events = RecordedSeries.eventRate("5m");
        String bad = "slo:bad:rate5m";
        input.add(recorded(events, "history", "a", BigDecimal.ONE, BigDecimal.ONE, hours));
        input.add(recorded(bad, "history", "a", QUARTER, QUARTER, hours));
        input.add(recorded(events, "history", "b", HALF, HALF, hours));
        input.add(recorded(bad, "history", "b", QUARTER.multiply(HALF), QUARTER.multiply(HALF), hours));
        input.add(recorded(events, "steady", "a", new BigDecimal(2), BigDecimal.ZERO, hours));
        input.add(recorded(bad, "steady", "a", BigDecimal.ONE, BigDecimal.ZERO, hours));
        input.add(recorded(events, "silent", "a", BigDecimal.ZERO, BigDecimal.ZERO, hours));
        input.add(recorded(bad, "silent", "a", BigDecimal.ZERO, BigDecimal.ZERO, hours));
        var checks = new ArrayList<ExpressionCheck>();
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        windows.add(PromTime.text(slo.period()));
        Duration at = HOUR.multipliedBy(hours);
        for (String window : windows.stream().distinct().toList()) {
            Duration length = PromTime.parse(window).orElseThrow();
            if (length.compareTo(LONGEST_OF_COUNTERS) <= 0) {
                continue;
            }
            BigDecimal middle = new BigDecimal(1 + hours).subtract(new BigDecimal(length.toHours() - 1).multiply(HALF));
            checks.add(check(RecordedSeries.eventRate(window), "history", at, middle));
            checks.add(check(RecordedSeries.badRatio(window), "history", at, QUARTER));
            checks.add(check(RecordedSeries.eventRate(window), "steady", at, new BigDecimal(2)));
            checks.add(check(RecordedSeries.badRatio(window), "steady", at, HALF));
            checks.add(new ExpressionCheck(
                    SeriesText.series(RecordedSeries.badRatio(window), sloLabel("silent")), at, List.of()));
        }
        return new PromtestGroup(
                slo.name().value() + " over long windows", HOUR, HOUR.multipliedBy(hours), input, List.of(), checks);
    }

    private Input recorded(
            String series, String cluster, String server, BigDecimal start, BigDecimal growth, int hours) {
        var labels = sloLabel(cluster);
        labels.put("prometheus", server);
        return SeriesText.input(series, labels, SeriesText.growing(start, growth, hours + 1));
    }
}
