package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.time.Duration;

/** A page that waits long comes too late; only forecasts have the time. */
final class SlowPageLint implements Lint {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String id() {
        return "slow-page";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        boolean page = rule.labels().getOrDefault("severity", "").contains("critical");
        boolean forecast = "forecast".equals(rule.labels().get("role"));
        if (page && !forecast && rule.holdFor().compareTo(LONGEST) > 0) {
            report.error(
                    "a page waits " + rule.holdFor().toMinutes() + " minutes, at most 5 are allowed",
                    "shorten \"for\", or make it a warning");
        }
    }
}
