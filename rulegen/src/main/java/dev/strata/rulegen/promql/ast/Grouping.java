package dev.strata.rulegen.promql.ast;

import java.util.List;

/** The labels of {@code by} or {@code without}. No clause is the same as {@code by ()}. */
public record Grouping(boolean without, List<String> labels) {
    public static final Grouping NONE = new Grouping(false, List.of());

    public Grouping {
        labels = List.copyOf(labels);
    }

    public static Grouping by(String... labels) {
        return new Grouping(false, List.of(labels));
    }

    public static Grouping by(List<String> labels) {
        return new Grouping(false, labels);
    }

    public static Grouping without(String... labels) {
        return new Grouping(true, List.of(labels));
    }

    /** Whether a label of the input is a label of the groups. */
    public boolean keeps(String label) {
        return labels.contains(label) != without && !(without && label.equals(LabelMatcher.METRIC_NAME));
    }
}
