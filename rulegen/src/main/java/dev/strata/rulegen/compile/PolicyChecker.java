package dev.strata.rulegen.compile;

import com.google.re2j.Pattern;
import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Policy;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the alerts keep the rules of the house. */
final class PolicyChecker {
    private final Policy policy;
    private final Diagnostics diagnostics;

    PolicyChecker(Policy policy, Diagnostics diagnostics) {
        this.policy = policy;
        this.diagnostics = diagnostics;
    }

    void check(List<CompiledAlert> alerts) {
        alerts.forEach(alert -> check(alert.rule()));
        if (policy.pages() == null) {
            return;
        }
        List<CompiledAlert> pages = alerts.stream()
                .filter(alert -> alert.definition().owner().severity() == AlertSeverity.CRITICAL)
                .toList();
        for (CompiledAlert page : pages.subList(Math.min(policy.pages(), pages.size()), pages.size())) {
            String hint = "make it a warning, or raise \"pages\"";
            error(page.rule(), "more than the " + policy.pages() + " critical alerts that are allowed", hint);
        }
    }

    private void check(AlertingRule rule) {
        if (policy.names() != null && !Pattern.matches(policy.names(), rule.name())) {
            error(rule, "the name \"" + rule.name() + "\" does not fit " + policy.names(), "rename the alert");
        }
        for (String label : policy.labels()) {
            if (!rule.labels().containsKey(label)) {
                error(rule, "the alert has no label \"" + label + "\"", "add it under \"labels\"");
            }
        }
        for (String annotation : policy.annotations()) {
            if (rule.annotations().getOrDefault(annotation, "").isBlank()) {
                error(rule, "the alert has no annotation \"" + annotation + "\"", "write the text of that name");
            }
        }
        String team = rule.labels().getOrDefault(LabelName.TEAM, "");
        if (!policy.teams().isEmpty() && !team.contains("{{") && !policy.teams().contains(team)) {
            error(rule, "unknown team \"" + team + "\"", "teams: " + String.join(", ", policy.teams()));
        }
        if (policy.longestFor() != null && rule.holdFor().compareTo(policy.longestFor()) > 0) {
            String most = PromTime.text(policy.longestFor());
            error(rule, "the alert waits " + PromTime.text(rule.holdFor()) + ", at most " + most + " is allowed", null);
        }
    }

    private void error(AlertingRule rule, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(
                        rule.origin().file(),
                        rule.origin().span(),
                        "compile/policy",
                        message + " by the policy \"" + policy.name().value() + "\"")
                .withHint(hint));
    }
}
