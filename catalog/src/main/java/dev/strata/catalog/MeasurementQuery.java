package dev.strata.catalog;

import java.time.Duration;
import java.util.Map;

/**
 * One batched question to Prometheus, asked for all objects at once.
 *
 * @param id name of the answer, also in recordings
 * @param template PromQL with {@code $m} where the configured mandatory matchers go (each selector carries it as its
 *     last matcher), {@code $window} for the rate window and {@code $before} for the distance of the comparison
 * @param refresh how often it is asked
 */
public record MeasurementQuery(String id, String template, Duration refresh) {

    /**
     * The query to send.
     *
     * @param matchers label matchers such as {@code cluster="a"}, empty for none
     * @param window rate window
     * @param before how far back the comparison looks
     */
    public String text(String matchers, Duration window, Duration before) {
        var values = Map.of("$m", matchers, "$window", seconds(window), "$before", seconds(before));
        String text = template;
        for (var value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text.replace(",}", "}").replace("{}", "");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }
}
