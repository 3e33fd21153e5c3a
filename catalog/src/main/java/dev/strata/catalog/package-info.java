/** Placeholder. */
@NullMarked
package dev.strata.catalog;

import org.jspecify.annotations.NullMarked;
