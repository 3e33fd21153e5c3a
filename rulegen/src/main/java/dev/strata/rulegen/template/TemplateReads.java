package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a template reads of the alert, by whatever route: {@code $labels.x}, {@code .Labels.x}, {@code index $labels
 * "x"}, through variables, {@code with} and templates that it calls. Places count UTF-16 units of its text.
 *
 * @param labels reads of labels by name
 * @param comparisons labels compared with constant texts
 * @param values ways of the alert's value into the text
 * @param mistakes places that fail each time they are reached
 * @param queries whether {@code query} is called
 */
public record TemplateReads(
        List<LabelRead> labels,
        List<LabelComparison> comparisons,
        List<ValueUse> values,
        List<Mistake> mistakes,
        boolean queries) {

    public TemplateReads {
        labels = List.copyOf(labels);
        comparisons = List.copyOf(comparisons);
        values = List.copyOf(values);
        mistakes = List.copyOf(mistakes);
    }

    static TemplateReads of(List<TemplateNode> nodes, Map<String, List<TemplateNode>> defined) {
        return TemplateTrace.of(nodes, defined);
    }

    /** Names of the alert's own labels that are read. */
    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        labels.stream().filter(read -> !read.external()).map(LabelRead::label).forEach(names::add);
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * One read of a label.
     *
     * @param external read from the labels of the server, not from those of the alert
     * @param condition read to decide, in {@code if} or {@code with}
     */
    public record LabelRead(String label, boolean external, boolean condition, int start, int end) {}

    /**
     * A label compared with a text; the place is that of the text.
     *
     * @param equals false for {@code ne}
     */
    public record LabelComparison(String label, String text, boolean equals, int start, int end) {}

    /**
     * The alert's value on its way into the text.
     *
     * @param function what writes it, empty when it is written as it is
     */
    public record ValueUse(String function, int start, int end) {}

    /**
     * Something that fails when it is reached.
     *
     * @param hint what to write instead, empty when nothing is known
     */
    public record Mistake(String message, String hint, int start, int end) {}
}
