package dev.strata.rulegen.builder;

import dev.strata.catalog.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What makes an alert fire, in the words of the definition language: {@code ConditionBuilder.threshold("queue_messages")
 * .by("namespace", "queue").atLeast("1000")}. Quantities are texts, with their units.
 */
public final class ConditionBuilder {
    private final String kind;
    private final Keys keys;

    private ConditionBuilder(String kind, Keys keys) {
        this.kind = kind;
        this.keys = keys;
    }

    /** A series on the wrong side of a limit. */
    public static ConditionBuilder threshold(String metric) {
        return new ConditionBuilder("threshold", new Keys().with("metric", metric));
    }

    /** Bad events per event; wants a window, a limit and a floor. */
    public static ConditionBuilder ratio(String bad, String total) {
        return new ConditionBuilder("ratio", new Keys().with("bad", bad).with("total", total));
    }

    /** The error budget of objectives burns too fast; globs over their names. */
    public static ConditionBuilder burnRate(String... objectives) {
        return new ConditionBuilder("burnRate", new Keys().with("slo", List.of(objectives)));
    }

    /** Series that were there are gone. */
    public static ConditionBuilder absence(String metric, Duration within) {
        return new ConditionBuilder("absence", new Keys().with("metric", metric).with("within", within));
    }

    /** A signal of the exporter at this severity or worse. */
    public static ConditionBuilder signal(String id, Severity atLeast) {
        return new ConditionBuilder("signal", new Keys().with("id", id).with("atLeast", atLeast.id()));
    }

    /** Any expression; wants tests where none can be made of it. */
    public static ConditionBuilder promql(String expression) {
        return new ConditionBuilder("promql", new Keys().with("promql", expression));
    }

    /** A condition of any kind, with the keys that it has in YAML: for what has no method here. */
    public static ConditionBuilder of(String kind, Map<String, ?> keys) {
        var all = new Keys();
        keys.forEach(all::with);
        return new ConditionBuilder(kind, all);
    }

    public ConditionBuilder by(String... labels) {
        keys.withAll("by", Arrays.asList(labels));
        return this;
    }

    /** How the series of a window become one number, such as {@code rate}. */
    public ConditionBuilder as(String function, Duration over) {
        keys.with("as", function);
        return over(over);
    }

    public ConditionBuilder over(Duration window) {
        keys.with("over", window);
        return this;
    }

    public ConditionBuilder above(String limit) {
        return with("above", limit);
    }

    public ConditionBuilder atLeast(String limit) {
        return with("atLeast", limit);
    }

    public ConditionBuilder below(String limit) {
        return with("below", limit);
    }

    public ConditionBuilder atMost(String limit) {
        return with("atMost", limit);
    }

    public ConditionBuilder floor(String eventsPerSecond) {
        return with("floor", eventsPerSecond);
    }

    /** Any other key of the condition. */
    public ConditionBuilder with(String key, Object value) {
        keys.with(key, value);
        return this;
    }

    Keys keys() {
        return kind.equals("promql") ? keys : new Keys().with(kind, keys);
    }
}
