package dev.strata.rulegen.rule;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.List;

/** The place of the definition that a rule was made from, and the lints that are not asked of it. */
public record RuleOrigin(SourceFile file, Span span, List<RuleSuppression> suppressions) {
    public RuleOrigin {
        suppressions = List.copyOf(suppressions);
    }

    public RuleOrigin(SourceFile file, Span span) {
        this(file, span, List.of());
    }
}
