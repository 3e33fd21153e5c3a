package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertExample;
import dev.strata.rulegen.definition.AlertExample.InputSeries;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads tests that were written by hand. */
final class TestReader {
    private TestReader() {}

    static List<AlertExample> alerts(MappingReader reader) {
        var examples = new ArrayList<AlertExample>();
        for (MappingReader example : reader.mappings("tests", "a test")) {
            Located<String> name = example.requiredText("name");
            Located<Duration> at = at(example);
            List<InputSeries> input = input(example);
            Located<Quantity> value = example.quantity("value");
            var firing = new ArrayList<SortedMap<String, String>>();
            example.mappings("firing", "labels").forEach(labels -> firing.add(labels(labels)));
            example.close();
            if (name != null && at != null) {
                double number = value == null ? 1 : value.value().value().doubleValue();
                examples.add(new AlertExample(name, input, at.value(), number, firing));
            }
        }
        return examples;
    }

    /** When to look; null where it is missing or falls between two samples. */
    static @Nullable Located<Duration> at(MappingReader test) {
        if (!test.has("at")) {
            test.missing("at");
        }
        Located<Duration> at = test.duration("at");
        if (at != null && at.value().toMillis() % 60_000 != 0) {
            test.source()
                    .error(at.span(), "bad-duration", "found a fraction of a minute, expected whole minutes", null);
            return null;
        }
        return at;
    }

    static List<InputSeries> input(MappingReader test) {
        var input = new ArrayList<InputSeries>();
        test.mappings("input", "an input series").forEach(series -> InputSeriesReader.read(series, input));
        return input;
    }

    /** The labels under a key; none where it is missing. */
    static SortedMap<String, String> labels(MappingReader reader, String key) {
        MappingReader labels = reader.has(key) ? reader.mapping(key, "labels") : null;
        return labels == null ? new TreeMap<>() : labels(labels);
    }

    private static SortedMap<String, String> labels(MappingReader labels) {
        var set = new TreeMap<String, String>();
        for (String label : labels.written()) {
            set.put(label, labels.textOr(label, ""));
        }
        return set;
    }
}
