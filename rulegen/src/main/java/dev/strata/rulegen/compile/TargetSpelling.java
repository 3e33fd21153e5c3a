package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.MetricSource;
import dev.strata.rulegen.definition.Targets.Source;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes expressions for the jobs and labels of one installation: definitions use the usual names. Series with labels of
 * another spelling get the usual ones back, so that groupings and joins stay as they are.
 */
public final class TargetSpelling {
    private static final String JOB = "job";

    private final Sources sources;
    private final boolean usual;

    public TargetSpelling(Sources sources) {
        this.sources = sources;
        this.usual = sources.known().values().stream()
                .allMatch(source -> source.job().isEmpty() && source.labels().isEmpty());
    }

    /** The whole expression. */
    public Expr spell(Expr expr) {
        if (usual) {
            return expr;
        }
        Expr spelled = ExprFold.<Expr>fold(expr, (node, done) -> step(node, new ArrayList<>(done)));
        return expr instanceof VectorSelector selector ? respelled(spelled, selector) : spelled;
    }

    private Expr step(Expr node, List<Expr> done) {
        if (node instanceof VectorSelector selector) {
            return spell(selector);
        }
        List<Expr> written = node.children();
        for (int i = 0; i < done.size(); i++) {
            if (written.get(i) instanceof VectorSelector selector && !(node instanceof MatrixSelector)) {
                done.set(i, respelled(done.get(i), selector));
            }
        }
        Expr whole = Rebuild.of(node, done);
        for (Expr argument : written) {
            if (node instanceof Call && argument instanceof MatrixSelector matrix) {
                return respelled(whole, matrix.selector());
            }
        }
        return whole;
    }

    /** A selector as the series are named there. */
    public VectorSelector spell(VectorSelector selector) {
        if (usual) {
            return selector;
        }
        SortedMap<String, String> labels = labels(selector);
        List<LabelMatcher> matchers = selector.matchers().stream()
                .map(matcher -> matcher.label().equals(JOB) ? jobMatcher(matcher) : matcher)
                .map(matcher -> new LabelMatcher(
                        labels.getOrDefault(matcher.label(), matcher.label()),
                        matcher.op(),
                        matcher.value(),
                        matcher.span()))
                .toList();
        return new VectorSelector(selector.name(), matchers, selector.time(), selector.mode(), selector.span());
    }

    private SortedMap<String, String> labels(VectorSelector selector) {
        return MetricSource.of(selector.metricName())
                .map(source -> sources.known().get(source))
                .map(Source::labels)
                .orElseGet(TreeMap::new);
    }

    private Expr respelled(Expr series, VectorSelector selector) {
        Expr all = series;
        for (var label : labels(selector).entrySet()) {
            all = Call.of(
                    "label_replace",
                    all,
                    StringLiteral.of(label.getKey()),
                    StringLiteral.of("$1"),
                    StringLiteral.of(label.getValue()),
                    StringLiteral.of("(.+)"));
        }
        return all;
    }

    private LabelMatcher jobMatcher(LabelMatcher matcher) {
        if (!matcher.op().isRegex()) {
            return new LabelMatcher(JOB, matcher.op(), job(matcher.value()), matcher.span());
        }
        String jobs = Arrays.stream(matcher.value().split("\\|", -1))
                .map(this::job)
                .distinct()
                .collect(Collectors.joining("|"));
        return new LabelMatcher(JOB, matcher.op(), jobs, matcher.span());
    }

    /** The name there of a job that definitions call by one of its usual names. */
    public String job(String usualName) {
        return MetricSource.ofJob(usualName)
                .map(source -> sources.known().get(source))
                .map(Source::job)
                .filter(job -> !job.isEmpty())
                .orElse(usualName);
    }
}
