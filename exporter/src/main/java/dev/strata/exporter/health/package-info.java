/**
 * The fold over time, attribution and roll-up: the previous snapshot and new readings come in, the next immutable
 * snapshot goes out. Pure. Imports signal, cluster, measurement, catalog.
 */
@NullMarked
package dev.strata.exporter.health;

import org.jspecify.annotations.NullMarked;
