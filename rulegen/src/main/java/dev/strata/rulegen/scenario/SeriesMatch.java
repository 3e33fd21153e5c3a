package dev.strata.rulegen.scenario;

import com.google.re2j.Pattern;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Whether labels fit a selector. */
final class SeriesMatch implements Predicate<Map<String, String>> {
    private final List<Predicate<Map<String, String>>> conditions;

    SeriesMatch(VectorSelector selector) {
        conditions = selector.allMatchers().stream().map(SeriesMatch::condition).toList();
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return conditions.stream().allMatch(condition -> condition.test(labels));
    }

    private static Predicate<Map<String, String>> condition(LabelMatcher matcher) {
        Predicate<String> value;
        if (matcher.op().isRegex()) {
            Pattern pattern = Pattern.compile("^(?s:" + matcher.value() + ")$");
            value = text -> pattern.matcher(text).matches();
        } else {
            value = matcher.value()::equals;
        }
        Predicate<String> wanted = matcher.op().isNegative() ? value.negate() : value;
        return labels -> wanted.test(labels.getOrDefault(matcher.label(), ""));
    }
}
