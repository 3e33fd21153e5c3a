package dev.strata.testbed.shop;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The labels of one series as they stand between the braces, without a trailing comma. */
record Labels(String text) {
    /** Takes names and values in turn; values hold nothing that needs escaping. */
    static Labels of(String... namesAndValues) {
        return new Labels(IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> namesAndValues[2 * i] + "=\"" + namesAndValues[2 * i + 1] + "\"")
                .collect(Collectors.joining(",")));
    }

    Labels and(Labels more) {
        return new Labels(text + "," + more.text);
    }
}
