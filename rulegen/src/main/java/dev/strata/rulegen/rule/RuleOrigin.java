package dev.strata.rulegen.rule;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;

/** The place of the definition that a rule was made from. */
public record RuleOrigin(SourceFile file, Span span) {}
