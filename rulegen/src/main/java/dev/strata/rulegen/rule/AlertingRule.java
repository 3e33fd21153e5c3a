package dev.strata.rulegen.rule;

import dev.strata.rulegen.promql.ast.Expr;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** An expression that alerts for each element of its result. */
public record AlertingRule(
        String name,
        Expr expr,
        Duration holdFor,
        Duration keepFiringFor,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        RuleOrigin origin) {
    public AlertingRule {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
