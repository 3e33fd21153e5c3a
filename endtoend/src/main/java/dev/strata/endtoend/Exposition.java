package dev.strata.endtoend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A page of the text exposition format, read. */
public record Exposition(List<Line> lines) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series. */
    public record Line(String name, Map<String, String> labels, double value) {

        public Line {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    public Exposition {
        lines = List.copyOf(lines);
    }

    public static Exposition parse(String text) {
        var lines = new ArrayList<Line>();
        for (var row :
                text.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
            var series = SERIES.matcher(row);
            if (!series.matches()) {
                throw new IllegalArgumentException("not a sample: " + row);
            }
            var labels = new TreeMap<String, String>();
            var label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            lines.add(new Line(series.group(1), labels, Double.parseDouble(series.group(3))));
        }
        return new Exposition(lines);
    }

    /** The value of the first series of that name that has all the given labels (name, value, name, value ...). */
    public OptionalDouble value(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .filter(line -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(line.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .mapToDouble(Line::value)
                .findFirst();
    }
}
