package dev.strata.rulegen.route;

import com.google.re2j.Pattern;
import java.util.Map;

/** A condition on one label, as Alertmanager has them; a label that is missing counts as empty. */
public record RouteMatcher(String label, Op op, String value) {
    /** The four ways to compare; regular expressions match the whole value. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public static RouteMatcher equal(String label, String value) {
        return new RouteMatcher(label, Op.EQUAL, value);
    }

    public static RouteMatcher regex(String label, String value) {
        return new RouteMatcher(label, Op.REGEX, value);
    }

    /** Whether an alert with these labels satisfies it. */
    public boolean matches(Map<String, String> labels) {
        String found = labels.getOrDefault(label, "");
        return switch (op) {
            case EQUAL -> found.equals(value);
            case NOT_EQUAL -> !found.equals(value);
            case REGEX -> Pattern.matches(value, found);
            case NOT_REGEX -> !Pattern.matches(value, found);
        };
    }

    /** As it stands in a configuration. */
    public String text() {
        return label + op.text() + "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
