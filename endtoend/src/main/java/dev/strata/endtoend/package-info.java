/** Placeholder. */
@NullMarked
package dev.strata.endtoend;

import org.jspecify.annotations.NullMarked;
