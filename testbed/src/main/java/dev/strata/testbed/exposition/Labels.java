package dev.strata.testbed.exposition;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The labels of one series as they stand between the braces, without a trailing comma. */
public record Labels(String text) {
    public static final Labels NONE = new Labels("");

    /** Takes names and values in turn; values hold nothing that needs escaping. */
    public static Labels of(String... namesAndValues) {
        return new Labels(IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> namesAndValues[2 * i] + "=\"" + namesAndValues[2 * i + 1] + "\"")
                .collect(Collectors.joining(",")));
    }

    public Labels and(Labels more) {
        return text.isEmpty() ? more : new Labels(more.text.isEmpty() ? text : text + "," + more.text);
    }

    /** Takes names and values in turn. */
    public Labels and(String... namesAndValues) {
        return and(of(namesAndValues));
    }
}
