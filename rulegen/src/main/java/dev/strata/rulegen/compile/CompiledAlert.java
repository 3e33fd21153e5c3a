package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what it was made from.
 *
 * @param slo the objective that a burn alert watches, else null
 * @param pairs the windows of a burn alert, else empty
 * @param signals ids of all signals that the run reads, for the alert on missing ones; else empty
 */
public record CompiledAlert(
        AlertDefinition definition,
        AlertingRule rule,
        @Nullable SloDefinition slo,
        List<BurnPair> pairs,
        List<String> signals) {
    public CompiledAlert {
        pairs = List.copyOf(pairs);
        signals = List.copyOf(signals);
    }

    public AlertCondition condition() {
        return definition.condition();
    }
}
