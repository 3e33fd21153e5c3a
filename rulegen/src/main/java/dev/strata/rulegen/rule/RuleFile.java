package dev.strata.rulegen.rule;

import java.util.List;

/** The groups of one generated file, named without folder and suffix. */
public record RuleFile(String name, List<RuleGroup> groups) {
    public RuleFile {
        groups = List.copyOf(groups);
    }
}
