package dev.strata.exporter.cluster;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A label selector. The empty selector of a Service selects nothing, that of a workload everything: ask the caller. */
public record KubeSelector(Map<String, String> matchLabels, List<Requirement> requirements) {

    public static final KubeSelector EMPTY = new KubeSelector(Map.of(), List.of());

    /** One {@code matchExpressions} entry; operator is {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}. */
    public record Requirement(String key, String operator, List<String> values) {

        public Requirement {
            values = List.copyOf(values);
        }

        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> false;
            };
        }
    }

    public KubeSelector {
        matchLabels = Collections.unmodifiableMap(new TreeMap<>(matchLabels));
        requirements = List.copyOf(requirements);
    }

    public boolean isEmpty() {
        return matchLabels.isEmpty() && requirements.isEmpty();
    }

    /** Whether all parts match; an unknown operator matches nothing. */
    public boolean matches(Map<String, String> labels) {
        return matchLabels.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && requirements.stream().allMatch(r -> r.matches(labels));
    }
}
