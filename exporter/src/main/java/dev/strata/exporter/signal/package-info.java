/**
 * Judgement: facts, measurements and an instant come in, readings go out. Pure; one package-private class per signal,
 * listed in {@code Evaluators}. Time in state is not decided here but in {@code health}. Imports cluster, measurement,
 * catalog.
 */
@NullMarked
package dev.strata.exporter.signal;

import org.jspecify.annotations.NullMarked;
