/**
 * What a running Prometheus says about itself: jobs, spellings of labels, intervals, names of metrics.
 *
 * <p>In comes an address; out goes a record. Imports the definition's records.
 */
@NullMarked
package dev.strata.rulegen.live;

import org.jspecify.annotations.NullMarked;
