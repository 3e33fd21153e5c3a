/**
 * What both programs must agree on: layers, signals, severities, metric families, labels, recorded series and the
 * queries of measurements. Facts only, never convenience code. Nothing comes in; the exporter and rulegen read it.
 * Imports the JDK and JSpecify.
 */
@NullMarked
package dev.strata.catalog;

import org.jspecify.annotations.NullMarked;
