package dev.strata.rulegen.definition.yaml;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Keys of other tools that people write from memory, and what says the same here. */
final class ForeignKeys {
    /** By the foreign key: the key that has to be known where the hint is given, and the hint. */
    private static final Map<String, Map.Entry<String, String>> HINTS = Map.ofEntries(
            Map.entry("alert", Map.entry("name", "write \"name\", as in: name: NodeNotReady")),
            Map.entry(
                    "expr",
                    Map.entry("condition", "write \"condition: { promql: '...' }\", or a condition of another kind")),
            Map.entry("expression", Map.entry("condition", "write \"condition: { promql: '...' }\"")),
            Map.entry("keep_firing_for", Map.entry("keepFiringFor", "write \"keepFiringFor\"")),
            Map.entry(
                    "annotations",
                    Map.entry("summary", "write summary, description, impact and firstAction as keys of the alert")),
            Map.entry(
                    "runbook_url",
                    Map.entry("summary", "leave it out, the runbook is generated; Targets says where it is published")),
            Map.entry("good", Map.entry("events", "put it under \"events\": events: { good: '...', total: '...' }")),
            Map.entry("bad", Map.entry("events", "put it under \"events\": events: { bad: '...', total: '...' }")),
            Map.entry("total", Map.entry("events", "put it under \"events\", beside \"good\" or \"bad\"")),
            Map.entry(
                    "histogram",
                    Map.entry("latency", "put it under \"latency\": latency: { histogram: ..., within: 300ms }")),
            Map.entry("target", Map.entry("objective", "write \"objective\", as in: objective: 99.9%")),
            Map.entry("window", Map.entry("period", "write \"period\", as in: period: 30d")),
            Map.entry("threshold", Map.entry("above", "write above, atLeast, below or atMost")),
            Map.entry("rate", Map.entry("as", "write \"as: rate\" and \"over: 5m\"")),
            Map.entry("increase", Map.entry("as", "write \"as: increase\" and \"over: 5m\"")),
            Map.entry(
                    "groups",
                    Map.entry(
                            "apiVersion",
                            "this is a rule file of Prometheus; write a definition: apiVersion, kind, metadata, alerts")));

    private ForeignKeys() {}

    static Optional<String> hint(String key, Collection<String> known) {
        return Optional.ofNullable(HINTS.get(key))
                .filter(hint -> known.contains(hint.getKey()))
                .map(Map.Entry::getValue);
    }
}
