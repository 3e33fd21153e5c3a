package dev.strata.rulegen.promtest;

import java.util.List;

/**
 * The tests of one rule file.
 *
 * @param name that of the rule file
 */
public record PromtestFile(String name, List<PromtestGroup> groups) {
    public PromtestFile {
        groups = List.copyOf(groups);
    }
}
