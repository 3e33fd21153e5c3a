/** Placeholder. */
@NullMarked
package dev.strata.exporter;

import org.jspecify.annotations.NullMarked;
