package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.time.Duration;

/** The exporter holds a state before it says so; waiting again in the rule would add up. */
final class SignalHoldLint implements Lint {
    /** One evaluation or two, enough for a scrape that comes late. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public String id() {
        return "signal-hold";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        boolean[] reads = {false};
        ExprFold.forEach(
                rule.expr(),
                node -> reads[0] |= node instanceof VectorSelector selector
                        && selector.metricName().equals("strata_signal_severity"));
        if (reads[0] && rule.holdFor().compareTo(LONGEST) > 0) {
            report.error(
                    "an alert on a signal waits " + rule.holdFor().toMinutes() + " minutes, at most one is allowed",
                    "the exporter owns the time in a state: set the wait of the signal there");
        }
    }
}
