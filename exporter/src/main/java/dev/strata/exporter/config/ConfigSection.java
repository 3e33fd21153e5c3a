package dev.strata.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One section of the file. What is asked for is what is known: {@link #rejectOthers} calls every other key a mistake.
 * A value that cannot be read is reported and replaced by its default, so that all problems come out at once.
 */
final class ConfigSection {

    private final ConfigNode.Mapping mapping;
    private final Path folder;
    private final ConfigProblems problems;
    private final TreeSet<String> known = new TreeSet<>();

    /** @param folder that relative paths start from */
    ConfigSection(ConfigNode.Mapping mapping, Path folder, ConfigProblems problems) {
        this.mapping = mapping;
        this.folder = folder;
        this.problems = problems;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** The section under the key, empty where there is none. */
    ConfigSection section(String key) {
        ConfigNode node = value(key);
        if (node instanceof ConfigNode.Mapping found) {
            return new ConfigSection(found, folder, problems);
        }
        if (node != null) {
            reject(key, "expected a section of keys, found " + node.describe());
        }
        return new ConfigSection(new ConfigNode.Mapping(Map.of(), 1, 1), folder, problems);
    }

    /** The sections of a list, none where there is no list. */
    List<ConfigSection> sections(String key) {
        ConfigNode node = value(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            reject(key, "expected a list of sections, found " + node.describe());
            return List.of();
        }
        var sections = new ArrayList<ConfigSection>();
        for (ConfigNode item : sequence.items()) {
            if (item instanceof ConfigNode.Mapping found) {
                sections.add(new ConfigSection(found, folder, problems));
            } else {
                problems.add(item.line(), item.column(), "expected a section of keys, found " + item.describe());
            }
        }
        return sections;
    }

    /** The keys that are there. */
    Set<String> keys() {
        return mapping.members().keySet();
    }

    @Nullable
    String text(String key) {
        ConfigNode node = value(key);
        if (node instanceof ConfigNode.Scalar scalar) {
            return scalar.text();
        }
        if (node != null) {
            reject(key, "expected a text, found " + node.describe());
        }
        return null;
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    String word(String key, String otherwise, List<String> words) {
        String text = text(key, otherwise);
        if (words.contains(text)) {
            return text;
        }
        reject(key, "expected one of " + String.join(", ", words) + ", found '" + text + "'");
        return otherwise;
    }

    List<String> texts(String key, List<String> otherwise) {
        ConfigNode node = value(key);
        if (node == null) {
            return otherwise;
        }
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            reject(key, "expected a list of texts, found " + node.describe());
            return otherwise;
        }
        var texts = new ArrayList<String>();
        for (ConfigNode item : sequence.items()) {
            if (item instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                problems.add(item.line(), item.column(), "expected a text, found " + item.describe());
            }
        }
        return texts;
    }

    /** All keys with their texts; any key is fine. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        for (String key : mapping.members().keySet()) {
            String text = text(key);
            if (text != null) {
                entries.put(key, text);
            }
        }
        return entries;
    }

    @Nullable
    Path file(String key) {
        String text = text(key);
        return text == null || text.isEmpty() ? null : folder.resolve(text);
    }

    boolean flag(String key, boolean otherwise) {
        String text = text(key);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : Boolean.parseBoolean(text);
        }
        reject(key, "expected true or false, found '" + text + "'");
        return otherwise;
    }

    Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        var parsed = Durations.parse(text);
        if (parsed.isEmpty()) {
            reject(key, "expected a duration such as 500ms, 30s or 1h30m, found '" + text + "'");
            return otherwise;
        }
        Duration duration = parsed.get();
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            reject(key, "expected " + Durations.print(least) + " to " + Durations.print(most) + ", found " + text);
            return otherwise;
        }
        return duration;
    }

    double number(String key, double otherwise, double least, double most) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
            reject(key, "expected " + plain(least) + " to " + plain(most) + ", found " + text);
        } catch (NumberFormatException e) {
            reject(key, "expected a number, found '" + text + "'");
        }
        return otherwise;
    }

    int count(String key, int otherwise, int least, int most) {
        double number = number(key, otherwise, least, most);
        if (number != Math.rint(number)) {
            reject(key, "expected a whole number, found " + plain(number));
            return otherwise;
        }
        return (int) number;
    }

    /** Reports a mistake in the value of the key. */
    void reject(String key, String message) {
        var member = mapping.members().get(key);
        int line = member == null ? mapping.line() : member.value().line();
        int column = member == null ? mapping.column() : member.value().column();
        problems.add(line, column, key + ": " + message);
    }

    /** Reports every key that was not asked for. */
    void rejectOthers() {
        mapping.members().forEach((key, member) -> {
            if (!known.contains(key)) {
                String hint = NearestWord.of(key, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; known here: " + String.join(", ", known));
                problems.add(member.line(), member.column(), "unknown key '" + key + "'" + hint);
            }
        });
    }

    private @Nullable ConfigNode value(String key) {
        known.add(key);
        var member = mapping.members().get(key);
        if (member == null || (member.value() instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
            return null;
        }
        return member.value();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
