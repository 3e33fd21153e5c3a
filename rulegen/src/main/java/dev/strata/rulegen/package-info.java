/** Placeholder. */
@NullMarked
package dev.strata.rulegen;

import org.jspecify.annotations.NullMarked;
