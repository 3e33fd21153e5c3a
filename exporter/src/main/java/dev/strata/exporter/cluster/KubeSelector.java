package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;

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
        matchLabels = PairMap.of(matchLabels);
        requirements = List.copyOf(requirements);
    }

    public boolean isEmpty() {
        return matchLabels.isEmpty() && requirements.isEmpty();
    }

    /** Whether it asks for labels of these names only. */
    boolean isOfNames(Set<String> names) {
        for (String name : matchLabels.keySet()) {
            if (!names.contains(name)) {
                return false;
            }
        }
        for (Requirement requirement : requirements) {
            if (!names.contains(requirement.key())) {
                return false;
            }
        }
        return true;
    }

    /** Whether all parts match; an unknown operator matches nothing. */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }
}
