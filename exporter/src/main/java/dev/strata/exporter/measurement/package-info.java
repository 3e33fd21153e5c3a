/**
 * Answers of Prometheus by measurement id, immutable. The query client and recordings make them, signals read them.
 * Imports the catalogue only.
 */
@NullMarked
package dev.strata.exporter.measurement;

import org.jspecify.annotations.NullMarked;
