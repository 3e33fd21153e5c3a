package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * A test written by hand, for conditions that cannot be turned into series by themselves.
 *
 * @param input series in the notation of promtool, one sample a minute
 * @param at when to look, a whole number of minutes
 * @param value what the expression comes to, for the texts of the alert
 * @param firing labels that tell the firing alerts apart, one set each; empty when nothing fires
 */
public record AlertExample(
        Located<String> name,
        List<InputSeries> input,
        Duration at,
        double value,
        List<SortedMap<String, String>> firing) {

    /** A series and its samples. */
    public record InputSeries(String series, String values) {}

    public AlertExample {
        input = List.copyOf(input);
        firing = List.copyOf(firing);
    }
}
