package dev.strata.rulegen.route;

import java.util.List;
import java.util.Map;

/** While a source fires, targets are silent that agree with it in the given labels; missing on both sides agrees too. */
public record InhibitRule(List<RouteMatcher> source, List<RouteMatcher> target, List<String> equal) {
    public InhibitRule {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
    }

    /** Whether an alert of these labels, while it fires, silences the other one. An alert that is both source and target of a rule is not silenced by its like. */
    public boolean silences(Map<String, String> firing, Map<String, String> other) {
        if (!isTarget(other) || !isSource(firing)) {
            return false;
        }
        boolean agree =
                equal.stream().allMatch(label -> firing.getOrDefault(label, "").equals(other.getOrDefault(label, "")));
        return agree && !(isSource(other) && isTarget(firing));
    }

    private boolean isSource(Map<String, String> labels) {
        return source.stream().allMatch(matcher -> matcher.matches(labels));
    }

    private boolean isTarget(Map<String, String> labels) {
        return target.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
