package dev.strata.rulegen.promtest;

import java.util.List;

/**
 * Tests of one rule file that share the time between two evaluations.
 *
 * @param name its own, without folder and suffix
 * @param rules the name of the rule file
 */
public record PromtestFile(String name, String rules, List<PromtestGroup> groups) {
    public PromtestFile {
        groups = List.copyOf(groups);
    }
}
