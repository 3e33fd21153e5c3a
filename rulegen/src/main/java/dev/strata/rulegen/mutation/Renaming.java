package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.Set;

/** Gives the copies of one mutant names of their own, wherever they are named. */
record Renaming(int number, Set<String> names) {
    private static final String ALERT_NAME = "alertname";

    String name(String name) {
        return names.contains(name) ? RuleMutant.name(name, number) : name;
    }

    Expr expr(Expr expr) {
        return TreeChange.selectors(expr, this::selector);
    }

    /** An expression or a series, as text. */
    String text(String text) {
        if (text.startsWith("{") && text.endsWith("}")) {
            return text; // labels without a name
        }
        return PromqlPrinter.canonical(expr(PromqlParser.create().parse(text).expr()));
    }

    private VectorSelector selector(VectorSelector selector) {
        var matchers = selector.matchers().stream()
                .map(matcher -> matcher.label().equals(ALERT_NAME)
                        ? new LabelMatcher(matcher.label(), matcher.op(), name(matcher.value()), matcher.span())
                        : matcher)
                .toList();
        return new VectorSelector(name(selector.name()), matchers, selector.time(), selector.mode(), selector.span());
    }
}
