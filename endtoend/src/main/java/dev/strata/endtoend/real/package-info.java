/**
 * Incidents on real components: a running town, what is done to it, and whether the exporter names the cause first.
 */
@NullMarked
package dev.strata.endtoend.real;

import org.jspecify.annotations.NullMarked;
