package dev.strata.rulegen.definition;

import dev.strata.rulegen.definition.AlertExample.InputSeries;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.Expr;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A series that is recorded; where its author named windows, one of them.
 *
 * @param labels added to each element
 */
public record RecordingDefinition(
        Located<String> record,
        Expr expr,
        SortedMap<String, String> labels,
        List<RecordingExample> examples,
        List<Suppression> suppressions) {
    public RecordingDefinition {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        examples = List.copyOf(examples);
        suppressions = List.copyOf(suppressions);
    }

    /** Series, and all elements that must be recorded of them at a time. */
    public record RecordingExample(Located<String> name, List<InputSeries> input, Duration at, List<Element> recorded) {
        public RecordingExample {
            input = List.copyOf(input);
            recorded = List.copyOf(recorded);
        }
    }

    /** One recorded element; the labels of the rule itself need not be repeated. */
    public record Element(SortedMap<String, String> labels, BigDecimal value) {
        public Element {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }
}
