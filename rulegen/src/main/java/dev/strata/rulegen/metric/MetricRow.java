package dev.strata.rulegen.metric;

import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.LabelValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One family: a line of a table, split at tabs.
 *
 * <p>Labels are separated by commas: {@code a} is always there and never empty, {@code a?} can be missing, {@code
 * a=x|y} has one of these values wherever it is there, {@code a~x|y} has these and others, {@code *} stands for labels that depend on the configuration.
 * Values are {@code low..high}, either side open; versions are {@code since..until}, either side open, the second one
 * the first version without it.
 */
record MetricRow(
        String family,
        FamilyType type,
        String unit,
        SortedMap<String, LabelFact> carried,
        Map<String, Set<String>> usual,
        boolean open,
        Optional<Interval> values,
        String since,
        String until) {
    private static final String OPEN = "*";
    private static final String BOUND = "le";
    private static final String RANGE = "..";
    private static final LabelFact PRESENT = LabelFact.always(LabelValues.ANY);

    static MetricRow parse(String line) {
        List<String> cells = split(line, '\t');
        if (cells.size() < 2 || cells.size() > 6) {
            throw new IllegalArgumentException("bad row: " + line);
        }
        var carried = new TreeMap<String, LabelFact>();
        var usual = new HashMap<String, Set<String>>();
        boolean open = false;
        for (String label : split(cell(cells, 3), ',')) {
            if (label.equals(OPEN)) {
                open = true;
            } else if (!label.isEmpty()) {
                addLabel(carried, usual, label);
            }
        }
        String versions = cell(cells, 5);
        return new MetricRow(
                cells.get(0),
                FamilyType.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
                cell(cells, 2),
                carried,
                usual,
                open,
                interval(cell(cells, 4)),
                low(versions),
                high(versions));
    }

    private static void addLabel(SortedMap<String, LabelFact> carried, Map<String, Set<String>> usual, String text) {
        int tilde = text.indexOf('~');
        if (tilde > 0) {
            String plain = text.substring(0, tilde);
            String bare = plain.endsWith("?") ? plain.substring(0, plain.length() - 1) : plain;
            usual.put(bare, Set.copyOf(split(text.substring(tilde + 1), '|')));
            if (!bare.equals(BOUND)) { // only its buckets have it, and they have it anyway
                addLabel(carried, usual, plain);
            }
            return;
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        LabelValues values = equals < 0 ? LabelValues.ANY : LabelValues.of(split(text.substring(equals + 1), '|'));
        boolean maybe = name.endsWith("?");
        if (maybe) {
            name = name.substring(0, name.length() - 1);
        }
        LabelFact fact = maybe ? LabelFact.maybe(values) : LabelFact.always(values);
        if (carried.put(name, fact) != null) {
            throw new IllegalArgumentException("label twice: " + name);
        }
    }

    private static Optional<Interval> interval(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        double low = low(text).isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(low(text));
        double high = high(text).isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(high(text));
        return Optional.of(Interval.of(low, high));
    }

    private static String low(String range) {
        return range.isEmpty() ? "" : range.substring(0, range.indexOf(RANGE));
    }

    private static String high(String range) {
        return range.isEmpty() ? "" : range.substring(range.indexOf(RANGE) + RANGE.length());
    }

    private static String cell(List<String> cells, int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    /** Cheaper than a pattern, which counts in a process that lives for a second. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** All series that it stands for. */
    Stream<KnownMetric> series() {
        return type.parts().keySet().stream()
                .sorted()
                .map(suffix -> part(suffix).orElseThrow());
    }

    /** The series whose name has the given end beyond that of the family. */
    Optional<KnownMetric> part(String suffix) {
        return Optional.ofNullable(type.parts().get(suffix)).map(series -> {
            var labels = new TreeMap<>(carried);
            if (series == SeriesType.BUCKET) {
                labels.put(BOUND, PRESENT);
            } else if (series == SeriesType.QUANTILE) {
                labels.put("quantile", PRESENT);
            }
            boolean counts = series == SeriesType.BUCKET || suffix.equals("_count");
            String partUnit = counts ? "" : series == SeriesType.TIMESTAMP ? "seconds" : unit;
            Interval bounds = suffix.isEmpty() ? values.orElse(series.bounds()) : series.bounds();
            return new KnownMetric(family + suffix, series, partUnit, labels, usual, open, bounds, since, until);
        });
    }
}
