package dev.strata.rulegen.builder;

import dev.strata.rulegen.definition.AlertSeverity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One alert. What is left out is left out of the definition; the reader says what was needed. */
public final class AlertBuilder {
    private final Keys keys = new Keys();
    private final List<Map<String, Object>> tests = new ArrayList<>();
    private final List<Map<String, Object>> suppressions = new ArrayList<>();

    private AlertBuilder(String name) {
        keys.with("name", name);
    }

    public static AlertBuilder named(String name) {
        return new AlertBuilder(name);
    }

    public AlertBuilder severity(AlertSeverity severity) {
        return with("severity", severity.id());
    }

    public AlertBuilder summary(String text) {
        return with("summary", text);
    }

    public AlertBuilder description(String text) {
        return with("description", text);
    }

    public AlertBuilder impact(String text) {
        return with("impact", text);
    }

    public AlertBuilder firstAction(String text) {
        return with("firstAction", text);
    }

    public AlertBuilder when(ConditionBuilder condition) {
        return with("condition", condition.keys());
    }

    public AlertBuilder holdFor(Duration duration) {
        keys.with("for", duration);
        return this;
    }

    public AlertBuilder keepFiringFor(Duration duration) {
        keys.with("keepFiringFor", duration);
        return this;
    }

    public AlertBuilder replaces(String... alerts) {
        return with("replaces", List.of(alerts));
    }

    public AlertBuilder inhibitedBy(String... alerts) {
        return with("inhibitedBy", List.of(alerts));
    }

    /**
     * A test of its own.
     *
     * @param input samples in promtool's notation, by series
     * @param firing labels of each alert that fires then
     */
    public AlertBuilder test(
            String name, Duration at, double value, Map<String, String> input, List<Map<String, String>> firing) {
        var series = input.entrySet().stream()
                .map(entry -> Map.of("series", entry.getKey(), "values", entry.getValue()))
                .toList();
        var test = new Keys()
                .with("name", name)
                .with("at", at)
                .with("value", value)
                .with("input", series);
        tests.add(test.withAll("firing", firing).values());
        return this;
    }

    /** Keeps a lint back, until the end of a day. */
    public AlertBuilder suppress(String lint, String reason, LocalDate until) {
        suppressions.add(new Keys()
                .with("lint", lint)
                .with("reason", reason)
                .with("until", until.toString())
                .values());
        return this;
    }

    /** Any other key of an alert. */
    public AlertBuilder with(String key, Object value) {
        keys.with(key, value);
        return this;
    }

    Map<String, Object> values() {
        return keys.withAll("tests", tests).withAll("suppress", suppressions).values();
    }
}
