package dev.strata.rulegen.score;

import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules to judge, the recording ones in the order in which one reads the other. */
public final class ScoredRules {
    private final List<ScoredRule> alerts;
    private final List<ScoredRule> recordings;

    /**
     * A rule.
     *
     * @param name of the alert or of the recorded series
     * @param text the expression as it goes to the server
     */
    public record ScoredRule(
            String name, String text, Expr expr, Duration hold, Duration keep, SortedMap<String, String> labels) {
        public ScoredRule {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /** How far back an expression looks into a series, in seconds: the latest and the earliest moment before now. */
    record Read(String series, long latest, long earliest) {}

    public ScoredRules(List<ScoredRule> alerts, List<ScoredRule> recordings) {
        this.alerts = List.copyOf(alerts);
        this.recordings = ordered(recordings);
    }

    List<ScoredRule> alerts() {
        return alerts;
    }

    List<ScoredRule> recordings() {
        return recordings;
    }

    /** Rules in a circle keep the order in which they stand. */
    private static List<ScoredRule> ordered(List<ScoredRule> rules) {
        var byName = new HashMap<String, List<ScoredRule>>();
        rules.forEach(rule ->
                byName.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(rule));
        var done = new ArrayList<ScoredRule>();
        var begun = new HashSet<ScoredRule>();
        rules.forEach(rule -> visit(rule, byName, begun, done));
        return List.copyOf(done);
    }

    private static void visit(
            ScoredRule rule, Map<String, List<ScoredRule>> byName, Set<ScoredRule> begun, List<ScoredRule> done) {
        if (begun.add(rule)) {
            for (Read read : reads(rule.expr())) {
                byName.getOrDefault(read.series(), List.of()).forEach(other -> visit(other, byName, begun, done));
            }
            done.add(rule);
        }
    }

    /** What an expression reads; selectors without a fixed name are left out. */
    static List<Read> reads(Expr expr) {
        var reads = new ArrayList<Read>();
        collect(expr, 0, 0, reads);
        return reads;
    }

    private static void collect(Expr expr, long latest, long earliest, List<Read> reads) {
        if (expr instanceof VectorSelector selector) {
            long offset = seconds(selector.time().offset());
            if (!selector.metricName().isEmpty()) {
                reads.add(new Read(selector.metricName(), latest + offset, earliest + offset));
            }
        } else if (expr instanceof MatrixSelector matrix) {
            collect(matrix.selector(), latest, earliest + seconds(matrix.range()), reads);
        } else if (expr instanceof SubqueryExpr subquery) {
            long offset = seconds(subquery.time().offset());
            collect(subquery.operand(), latest + offset, earliest + offset + seconds(subquery.range()), reads);
        } else {
            expr.children().forEach(child -> collect(child, latest, earliest, reads));
        }
    }

    private static long seconds(@Nullable PromDuration duration) {
        return duration == null ? 0 : (long) Math.ceil(duration.seconds().orElse(0));
    }
}
