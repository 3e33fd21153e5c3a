package dev.strata.rulegen.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of the tables beside this class. Rows are cut when it is read and parsed when somebody asks for them. */
final class MetricTable {
    private final Map<String, String> lines;
    private final AtomicReference<@Nullable Set<String>> labels = new AtomicReference<>();

    private MetricTable(Map<String, String> lines) {
        this.lines = lines;
    }

    static MetricTable read(String name) {
        return of(text(name));
    }

    static MetricTable of(String text) {
        var lines = new HashMap<String, String>(text.length() / 40);
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            int tab = text.indexOf('\t', from);
            boolean comment = text.charAt(from) == '#';
            if (!comment && tab > from && tab < end) {
                lines.put(text.substring(from, tab), text.substring(from, end));
            }
            from = end + 1;
        }
        return new MetricTable(lines);
    }

    /** The text of a table as it lies in the archive. */
    static String text(String name) {
        try (InputStream in = MetricTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series of this name, be it a family of its own or part of a histogram or summary. */
    Optional<KnownMetric> find(String name) {
        String line = lines.get(name);
        if (line != null) {
            return MetricRow.parse(line).part("");
        }
        for (String suffix : FamilyType.SUFFIXES) {
            if (name.endsWith(suffix)) {
                String family = lines.get(name.substring(0, name.length() - suffix.length()));
                return Optional.ofNullable(family)
                        .flatMap(found -> MetricRow.parse(found).part(suffix));
            }
        }
        return Optional.empty();
    }

    /** Whether any row has this label. */
    boolean mentions(String label) {
        return labels.updateAndGet(known -> known != null
                        ? known
                        : lines.values().stream()
                                .flatMap(line -> MetricRow.parse(line).carried().keySet().stream())
                                .collect(Collectors.toUnmodifiableSet()))
                .contains(label);
    }

    /** Every series of every row. */
    Stream<KnownMetric> series() {
        return lines.values().stream().flatMap(line -> MetricRow.parse(line).series());
    }
}
