/**
 * Incidents and harmless operations as data: a world of series as exporters write them, what changes in it, which alerts
 * are right. Staging makes samples of them, with seeded perturbations.
 *
 * <p>Read by {@code definition.yaml}, goes to {@code score}. Imports the expressions' matchers only.
 */
@NullMarked
package dev.strata.rulegen.scenario;

import org.jspecify.annotations.NullMarked;
