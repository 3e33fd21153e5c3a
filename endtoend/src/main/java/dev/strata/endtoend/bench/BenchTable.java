package dev.strata.endtoend.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The figures of a benchmark: rows of a name and numbers, a number that was not measured being NaN. In a column whose name
 * begins with {@code met} 1 is yes and 0 is no.
 */
final class BenchTable {

    private static final int NAME = 58;
    private static final int NUMBER = 14;
    private static final String VERDICT = "met";

    private final String title;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, List<Double> numbers) {}

    /** A table with the units in the names of its columns. */
    BenchTable(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    void add(String name, double... numbers) {
        if (numbers.length != columns.size()) {
            throw new IllegalArgumentException(name + " has " + numbers.length + " numbers, not " + columns.size());
        }
        rows.add(new Row(name, Arrays.stream(numbers).boxed().toList()));
    }

    void print(PrintStream out) {
        out.println(title);
        StringBuilder head = new StringBuilder(pad("", NAME));
        columns.forEach(column -> head.append(String.format(Locale.ROOT, "%" + NUMBER + "s", column)));
        out.println(head);
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(pad(row.name(), NAME));
            for (int i = 0; i < columns.size(); i++) {
                line.append(String.format(
                        Locale.ROOT,
                        "%" + NUMBER + "s",
                        text(columns.get(i), row.numbers().get(i))));
            }
            out.println(line);
        }
    }

    /** Writes the JSON to the file that {@code bin/bench} names, if it does. */
    void write() {
        String target = System.getProperty("strata.bench.json");
        if (target != null) {
            write(Path.of(target));
        }
    }

    private void write(Path file) {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode tree = json.createObjectNode().put("title", title);
        tree.put("processors", Runtime.getRuntime().availableProcessors());
        tree.put("java", System.getProperty("java.version"));
        ArrayNode list = tree.putArray("rows");
        for (Row row : rows) {
            ObjectNode item = list.addObject().put("name", row.name());
            for (int i = 0; i < columns.size(); i++) {
                Double number = row.numbers().get(i);
                item.put(columns.get(i), number.isNaN() ? null : number);
            }
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, json.writeValueAsString(tree) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String column, double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        return column.startsWith(VERDICT) ? (number > 0 ? "yes" : "no") : String.format(Locale.ROOT, "%.2f", number);
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}
