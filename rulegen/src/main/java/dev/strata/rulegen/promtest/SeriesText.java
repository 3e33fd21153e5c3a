package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Series that selectors find, and their samples. */
final class SeriesText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_ -]+");

    private SeriesText() {}

    /** Labels that satisfy all conditions of a selector; empty where a regular expression is beyond guessing. */
    static Optional<SortedMap<String, String>> labels(VectorSelector selector) {
        var labels = new TreeMap<String, String>();
        for (LabelMatcher matcher : selector.matchers()) {
            switch (matcher.op()) {
                case EQUAL -> labels.put(matcher.label(), matcher.value());
                case REGEX -> {
                    int bar = matcher.value().indexOf('|');
                    String first = bar < 0 ? matcher.value() : matcher.value().substring(0, bar);
                    first = first.replace(".*", "x").replace(".+", "x");
                    if (!PLAIN.matcher(first).matches()) {
                        return Optional.empty();
                    }
                    labels.put(matcher.label(), first);
                }
                case NOT_EQUAL, NOT_REGEX -> {}
            }
        }
        labels.remove(LabelMatcher.METRIC_NAME);
        return matches(selector, labels) ? Optional.of(labels) : Optional.empty();
    }

    /** Whether a series with these labels and the selector's name is found by it. */
    static boolean matches(VectorSelector selector, Map<String, String> labels) {
        return selector.matchers().stream()
                .filter(matcher -> !matcher.label().equals(LabelMatcher.METRIC_NAME))
                .allMatch(matcher -> {
                    String value = labels.getOrDefault(matcher.label(), "");
                    return switch (matcher.op()) {
                        case EQUAL -> value.equals(matcher.value());
                        case NOT_EQUAL -> !value.equals(matcher.value());
                        case REGEX -> value.matches(matcher.value());
                        case NOT_REGEX -> !value.matches(matcher.value());
                    };
                });
    }

    static Input input(String name, Map<String, String> labels, String values) {
        return new Input(series(name, labels), values);
    }

    /** A series as a query would name it. */
    static String series(String name, Map<String, String> labels) {
        var matchers = new ArrayList<LabelMatcher>();
        new TreeMap<>(labels).forEach((label, value) -> matchers.add(LabelMatcher.equal(label, value)));
        return PromqlPrinter.canonical(VectorSelector.of(name, matchers));
    }

    /** The same value so many times. */
    static String flat(BigDecimal value, int samples) {
        return plain(value) + "x" + (samples - 1);
    }

    /** No sample so many times, not counting the mark that says so. */
    static String missing(int samples) {
        return samples == 1 ? "stale" : "stale _x" + (samples - 1);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A counter that grows, or a gauge that moves, by the same step; the first of so many samples is {@code start}. */
    static String growing(BigDecimal start, BigDecimal step, int samples) {
        String sign = step.signum() < 0 ? "-" : "+";
        return plain(start) + sign + plain(step.abs()) + "x" + (samples - 1);
    }
}
