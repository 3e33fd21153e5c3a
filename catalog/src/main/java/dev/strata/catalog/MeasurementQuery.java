package dev.strata.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One batched question to Prometheus, asked for all objects at once.
 *
 * @param id name of the answer, also in recordings
 * @param template PromQL with {@code $m} where the configured mandatory matchers go (each selector carries it as its
 *     last matcher), {@code $window} for the rate window and {@code $before} for the distance of the comparison
 * @param refresh how often it is asked
 * @param figures names of the figures in the answer of a {@link #family}; none for a question with one figure
 */
public record MeasurementQuery(String id, String template, Duration refresh, List<String> figures) {

    /** The label that tells the figures of a family apart. */
    public static final String FIGURE = "figure";

    /** Name of the figure that counts what a family had to tell lately; it tells a lost source from an absent one. */
    public static final String SEEN = "seen";

    public MeasurementQuery {
        figures = List.copyOf(figures);
    }

    /** A question with one figure. */
    public MeasurementQuery(String id, String template, Duration refresh) {
        this(id, template, refresh, List.of());
    }

    /**
     * Several figures in one question, so that their number costs no queries.
     *
     * @param seen expression that counts series of this family as they were lately
     * @param namesAndExpressions figures in turns with what they are
     */
    public static MeasurementQuery family(String id, Duration refresh, String seen, String... namesAndExpressions) {
        var names = new ArrayList<>(List.of(SEEN));
        var parts = new ArrayList<>(List.of(named(SEEN, seen)));
        for (int i = 0; i < namesAndExpressions.length; i += 2) {
            names.add(namesAndExpressions[i]);
            parts.add(named(namesAndExpressions[i], namesAndExpressions[i + 1]));
        }
        return new MeasurementQuery(id, String.join(" or ", parts), refresh, names);
    }

    private static String named(String figure, String expression) {
        return "label_replace(" + expression + ", \"" + FIGURE + "\", \"" + figure + "\", \"\", \"\")";
    }

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
