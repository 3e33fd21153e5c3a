package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels of series that a selector just misses. */
final class Decoys {
    private static final String OTHER = "another-one";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_ -]+");

    private Decoys() {}

    /** For each matcher the given labels with one value that it alone does not let pass. */
    static List<SortedMap<String, String>> of(Map<String, String> labels, List<LabelMatcher> matchers) {
        var decoys = new ArrayList<SortedMap<String, String>>();
        for (LabelMatcher matcher : matchers) {
            if (!matcher.label().equals(LabelMatcher.METRIC_NAME)) {
                value(matcher).ifPresent(value -> {
                    var decoy = new TreeMap<>(labels);
                    decoy.put(matcher.label(), value);
                    decoys.add(decoy);
                });
            }
        }
        return decoys.stream().distinct().toList();
    }

    private static Optional<String> value(LabelMatcher matcher) {
        String first = matcher.value().contains("|")
                ? matcher.value().substring(0, matcher.value().indexOf('|'))
                : matcher.value();
        String value = switch (matcher.op()) {
            case EQUAL, REGEX -> OTHER;
            case NOT_EQUAL -> matcher.value();
            case NOT_REGEX -> PLAIN.matcher(first).matches() ? first : "";
        };
        var alone = VectorSelector.of("x", matcher);
        boolean missed = !value.isEmpty() && !SeriesText.matches(alone, Map.of(matcher.label(), value));
        return missed ? Optional.of(value) : Optional.empty();
    }
}
