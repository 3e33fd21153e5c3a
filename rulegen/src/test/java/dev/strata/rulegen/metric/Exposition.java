package dev.strata.rulegen.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a real exporter answered, in the text format of Prometheus. */
final class Exposition {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? +([^ ]+)(?: .*)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, String> types = new HashMap<>();
    private final List<Series> series = new ArrayList<>();

    private Exposition() {}

    static Exposition parse(String text) {
        var exposition = new Exposition();
        text.lines().forEach(exposition::add);
        return exposition;
    }

    private void add(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ", -1);
            types.put(words[2], words[3]);
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (line.startsWith("#") || !sample.matches()) {
            return;
        }
        var labels = new HashMap<String, String>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        series.add(new Series(sample.group(1), typeOf(sample.group(1)), labels, value));
    }

    private String typeOf(String name) {
        for (String suffix : List.of("_bucket", "_count", "_sum")) {
            String family = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
            String type = types.getOrDefault(family, "");
            if (!family.equals(name) && (type.equals("histogram") || type.equals("summary"))) {
                return type + suffix;
            }
        }
        return types.getOrDefault(name, "untyped");
    }

    List<Series> series() {
        return series;
    }

    /** @param type of the family, with the end of the name where that says which part of a histogram it is */
    record Series(String name, String type, Map<String, String> labels, double value) {}
}
