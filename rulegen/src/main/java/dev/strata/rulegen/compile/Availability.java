package dev.strata.rulegen.compile;

import com.google.re2j.Pattern;
import dev.strata.rulegen.definition.MetricSource;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.rule.RecordingRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the series that an expression cannot do without exist where the rules will run. */
final class Availability {
    private static final String THERE = "";

    private final Sources sources;
    private final List<Pattern> dropped;
    private final Map<String, List<RecordingRule>> recorded = new HashMap<>();
    private final Map<RecordingRule, String> known = new HashMap<>();
    private final Set<RecordingRule> underWay = new HashSet<>();

    Availability(Sources sources, List<RecordingRule> recordings) {
        this.sources = sources;
        this.dropped = sources.dropped().stream().map(Pattern::compile).toList();
        recordings.forEach(rule ->
                recorded.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(rule));
    }

    /** Why it can never answer; empty where nothing is known to be missing. */
    String missing(Expr expr) {
        return ExprFold.fold(expr, this::step);
    }

    String missing(RecordingRule rule) {
        String answer = known.get(rule);
        if (answer != null || !underWay.add(rule)) {
            return answer == null ? THERE : answer;
        }
        String found = missing(rule.expr());
        underWay.remove(rule);
        known.put(rule, found);
        return found;
    }

    private String step(Expr node, List<String> operands) {
        if (node instanceof VectorSelector selector) {
            return missing(selector);
        }
        if (node instanceof Call call && call.function().startsWith("absent")) {
            return THERE;
        }
        if (node instanceof BinaryExpr binary && binary.op() == BinaryOp.UNLESS) {
            return operands.get(0);
        }
        boolean any = node instanceof BinaryExpr binary && binary.op() == BinaryOp.OR;
        if (any && operands.stream().anyMatch(String::isEmpty)) {
            return THERE;
        }
        return operands.stream().filter(reason -> !reason.isEmpty()).findFirst().orElse(THERE);
    }

    private String missing(VectorSelector selector) {
        String name = selector.metricName();
        List<RecordingRule> rules = recorded.getOrDefault(name, List.of()).stream()
                .filter(rule -> mayMatch(selector, rule))
                .toList();
        if (!rules.isEmpty()) {
            List<String> reasons = rules.stream().map(this::missing).toList();
            return reasons.contains(THERE) ? THERE : reasons.get(0);
        }
        if (dropped.stream().anyMatch(pattern -> pattern.matches(name))) {
            return name + " is dropped";
        }
        MetricSource source =
                name.equals("up") ? ofJob(selector) : MetricSource.of(name).orElse(null);
        return source == null || sources.has(source) ? THERE : name + " needs " + source.id();
    }

    private static @Nullable MetricSource ofJob(VectorSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.label().equals("job") && !matcher.op().isNegative()) {
                String first = matcher.value().split("\\|", -1)[0];
                return MetricSource.ofJob(first).orElse(null);
            }
        }
        return null;
    }

    private static boolean mayMatch(VectorSelector selector, RecordingRule rule) {
        return selector.matchers().stream()
                .filter(matcher -> matcher.op() == LabelMatcher.Op.EQUAL)
                .allMatch(matcher -> {
                    String value = rule.labels().get(matcher.label());
                    return value == null || value.equals(matcher.value());
                });
    }
}
