/**
 * The metric contract: a snapshot and the exporter's own figures come in, metric snapshots go out. Caps are applied and
 * counted here. Sole importer of the metrics model; beside it imports health, signal, cluster, catalog.
 */
@NullMarked
package dev.strata.exporter.exposition;

import org.jspecify.annotations.NullMarked;
