package dev.strata.rulegen.lint;

import com.google.re2j.Pattern;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.Set;
import java.util.stream.Stream;

/** A bucket that the exporter does not declare has no series, so nothing is counted as fast enough. */
final class BucketLint implements Lint {
    private static final String BOUND = "le";
    private static final String LAST = "+Inf";

    private final MetricIndex index;

    BucketLint(MetricIndex index) {
        this.index = index;
    }

    @Override
    public String id() {
        return "bucket";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof VectorSelector selector) {
                check(selector, report);
            }
        });
    }

    private void check(VectorSelector selector, Report report) {
        Set<String> declared = index.byName(selector.metricName())
                .map(metric -> metric.usual().getOrDefault(BOUND, Set.of()))
                .orElse(Set.of());
        for (LabelMatcher matcher : selector.matchers()) {
            boolean asks = matcher.label().equals(BOUND) && !matcher.op().isNegative();
            if (asks && !declared.isEmpty() && spellings(declared).noneMatch(text -> finds(matcher, text))) {
                report.error(
                        matcher.span(),
                        "the histogram \"" + selector.metricName() + "\" has no bucket \"" + matcher.value() + "\"",
                        "its bounds: "
                                + String.join(
                                        ", ",
                                        declared.stream()
                                                .sorted(BucketLint::byValue)
                                                .toList()));
            }
        }
    }

    private static int byValue(String one, String other) {
        return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    }

    /** Whole numbers are written with a point by some servers and formats. */
    private static Stream<String> spellings(Set<String> bounds) {
        return Stream.concat(
                Stream.of(LAST),
                bounds.stream()
                        .flatMap(bound -> bound.contains(".") ? Stream.of(bound) : Stream.of(bound, bound + ".0")));
    }

    private static boolean finds(LabelMatcher matcher, String bound) {
        return matcher.op().isRegex()
                ? Pattern.compile(matcher.value()).matches(bound)
                : matcher.value().equals(bound);
    }
}
