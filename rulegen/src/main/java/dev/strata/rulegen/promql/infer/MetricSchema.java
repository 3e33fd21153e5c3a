package dev.strata.rulegen.promql.infer;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is known of series by their name. Implemented over the metric index and over recording rules. */
public interface MetricSchema {
    /** Knows nothing. */
    MetricSchema EMPTY = name -> Optional.empty();

    /** What is declared of a metric, or of a series that a rule records. */
    Optional<Facts> find(String metricName);

    /** Values of a label that are known although others are possible too. */
    default Set<String> usualValues(String metricName, String label) {
        return Set.of();
    }

    /** Why there cannot be a metric of this name, in words; empty where nothing speaks against it. */
    default Optional<String> missing(String metricName) {
        return Optional.empty();
    }

    /** Why no series of this metric has a label, in words; empty where nothing speaks against it. */
    default Optional<String> withoutLabel(String metricName, String label) {
        return Optional.empty();
    }

    /** The same names and meanings, but nothing certain: data need not be as an exporter writes them. */
    default MetricSchema unsure() {
        return name -> find(name).map(Facts::unsure);
    }

    /**
     * Declared facts.
     *
     * @param labels without {@code __name__}; open unless really all labels are known, those of the target too
     */
    record Facts(Meaning meaning, Labels labels, Interval values) {
        public Facts {
            Objects.requireNonNull(meaning);
            Objects.requireNonNull(labels);
            Objects.requireNonNull(values);
        }

        /** The same labels and meaning as mere possibilities. */
        Facts unsure() {
            var named = new TreeMap<String, LabelFact>();
            labels.named().keySet().forEach(label -> named.put(label, LabelFact.UNKNOWN));
            var hint = new Meaning(meaning.kind(), meaning.unit(), false, meaning.observed());
            return new Facts(hint, new Labels(named, true), Interval.ANY);
        }

        /** Series that come from the one or from the other. */
        public Facts or(Facts other) {
            return new Facts(meaning.or(other.meaning), labels.or(other.labels), values.or(other.values));
        }

        /** The series that a recording rule makes of an expression: its labels without the name. */
        public static Facts recorded(Description expression) {
            Labels labels = expression.labels().without(java.util.List.of("__name__"));
            return new Facts(expression.meaning(), labels, expression.values());
        }
    }
}
