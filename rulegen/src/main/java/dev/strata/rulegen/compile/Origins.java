package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.Suppression;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.rule.RuleOrigin;
import dev.strata.rulegen.rule.RuleSuppression;
import java.util.List;

/** Where rules come from. */
final class Origins {
    private Origins() {}

    static RuleOrigin of(Located<String> name, List<Suppression> suppressions) {
        List<RuleSuppression> all = suppressions.stream()
                .map(one -> new RuleSuppression(one.lint().value(), one.lint().span(), one.until()))
                .toList();
        return new RuleOrigin(name.file(), name.span(), all);
    }
}
