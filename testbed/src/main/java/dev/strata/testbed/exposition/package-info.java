/** Writing pages of metrics: labels, samples, histograms. Knows nothing of what is measured. */
@NullMarked
package dev.strata.testbed.exposition;

import org.jspecify.annotations.NullMarked;
