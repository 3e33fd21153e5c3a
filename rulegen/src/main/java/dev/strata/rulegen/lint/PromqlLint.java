package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Finding;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.Set;

/** What the expression itself gives away: it can never be true, adds seconds to bytes, takes the rate of a gauge ... */
final class PromqlLint implements Lint {
    private final Set<String> saidElsewhere;

    /** Leaves out what another lint of the same run says. */
    PromqlLint(Set<String> saidElsewhere) {
        this.saidElsewhere = Set.copyOf(saidElsewhere);
    }

    @Override
    public String id() {
        return "promql";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        for (Finding finding : inferred.findings()) {
            if (saidElsewhere.contains(finding.id())) {
                continue;
            }
            String message = finding.message() + " (" + finding.id() + ")";
            report.add(finding.level(), finding.span(), message, finding.hint());
        }
    }
}
