package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.SloDefinition;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What overrides make of the definitions.
 *
 * @param alerts by the definition as it was written; none where it is switched off, several where places differ
 * @param slos by the definition as it was written
 * @param silent names of objectives that no burn alert watches
 */
record Patched(
        IdentityHashMap<AlertDefinition, List<AlertDefinition>> alerts,
        IdentityHashMap<SloDefinition, SloDefinition> slos,
        Set<String> silent) {

    List<AlertDefinition> of(AlertDefinition alert) {
        return alerts.getOrDefault(alert, List.of(alert));
    }

    SloDefinition of(SloDefinition slo) {
        return slos.getOrDefault(slo, slo);
    }
}
