package dev.strata.rulegen.metric;

import dev.strata.catalog.MetricType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one of the tables beside this class: name, type, unit, labels, separated by tabs. */
final class MetricTable {
    private static final Pattern TAB = Pattern.compile("\t");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String OPEN = "*";

    private MetricTable() {}

    static List<KnownMetric> read(String name) {
        try (InputStream in = MetricTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no table " + name);
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> row(name, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownMetric row(String table, String line) {
        List<String> cells = TAB.splitAsStream(line).toList();
        if (cells.size() < 2 || cells.size() > 4) {
            throw new IllegalStateException("table " + table + " has a bad row: " + line);
        }
        var labels = new TreeSet<String>();
        if (cells.size() == 4) {
            COMMA.splitAsStream(cells.get(3)).forEach(labels::add);
        }
        boolean open = labels.remove(OPEN);
        MetricType type = MetricType.valueOf(cells.get(1).toUpperCase(Locale.ROOT));
        return new KnownMetric(cells.get(0), type, cells.size() > 2 ? cells.get(2) : "", labels, open);
    }
}
