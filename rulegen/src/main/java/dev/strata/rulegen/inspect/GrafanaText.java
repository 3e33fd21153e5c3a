package dev.strata.rulegen.inspect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with Grafana's variables: {@code $name}, {@code ${name}}, {@code ${name:format}} and {@code [[name]]}. */
public final class GrafanaText {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?:[.\\[][^:}]*)?(?::([^}]+))?}|\\[\\[(\\w+)(?::\\w+)?]]");

    /** What Grafana fills in by itself, with a value of the right kind. */
    private static final Map<String, String> BUILT_IN = new TreeMap<>(Map.ofEntries(
            Map.entry("__rate_interval", "5m"),
            Map.entry("__interval", "1m"),
            Map.entry("__interval_ms", "60000"),
            Map.entry("__range", "1h"),
            Map.entry("__range_s", "3600"),
            Map.entry("__range_ms", "3600000"),
            Map.entry("__from", "1700000000000"),
            Map.entry("__to", "1700003600000"),
            Map.entry("__dashboard", "dashboard"),
            Map.entry("__name", "name"),
            Map.entry("__org", "1"),
            Map.entry("__user", "user"),
            Map.entry("__timeFilter", "time"),
            Map.entry("__auto", "1m"),
            Map.entry("__all", "all")));

    private GrafanaText() {}

    /** The names of all variables in a text, without those that Grafana has itself. */
    public static Set<String> variables(String text) {
        var names = new TreeSet<String>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String name = name(matcher);
            if (!isBuiltIn(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * The text as it might be asked.
     *
     * @param values what to put in for the variables of the dashboard; {@code .+} for others, which suits a regular
     *     expression in quotes
     */
    public static String fill(String text, Map<String, String> values) {
        Matcher matcher = VARIABLE.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            String name = name(matcher);
            String value = isBuiltIn(name) ? BUILT_IN.getOrDefault(name, "x") : values.getOrDefault(name, ".+");
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private static boolean isBuiltIn(String name) {
        return BUILT_IN.containsKey(name) || name.startsWith("__");
    }

    private static String name(Matcher matcher) {
        for (int group : new int[] {1, 2, 4}) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException("a variable without a name");
    }
}
