package dev.strata.rulegen.promtest;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Series and what the rules make of them.
 *
 * @param step time between two samples of the series
 * @param every time between two evaluations
 */
public record PromtestGroup(
        String name,
        Duration step,
        Duration every,
        List<Input> input,
        List<AlertCheck> alerts,
        List<ExpressionCheck> expressions) {
    public PromtestGroup {
        input = List.copyOf(input);
        alerts = List.copyOf(alerts);
        expressions = List.copyOf(expressions);
    }

    /** A series with its samples in promtool's notation. */
    public record Input(String series, String values) {}

    /** All alerts of a name that fire at a time. */
    public record AlertCheck(Duration at, String alert, List<Firing> firing) {
        public AlertCheck {
            firing = List.copyOf(firing);
        }
    }

    /** An alert as it leaves the server, without its name. */
    public record Firing(SortedMap<String, String> labels, SortedMap<String, String> annotations) {
        public Firing {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        }
    }

    /** What a query answers at a time. */
    public record ExpressionCheck(String expr, Duration at, List<ExpectedSample> samples) {
        public ExpressionCheck {
            samples = List.copyOf(samples);
        }
    }

    /** One element of an answer; the value as text, exact. */
    public record ExpectedSample(String labels, String value) {}
}
