package dev.strata.rulegen.rule;

import dev.strata.rulegen.promql.ast.Expr;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** An expression whose result is stored under a name. */
public record RecordingRule(String name, Expr expr, SortedMap<String, String> labels, RuleOrigin origin) {
    public RecordingRule {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
