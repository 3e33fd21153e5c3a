/** Placeholder. */
@NullMarked
package dev.strata.testbed;

import org.jspecify.annotations.NullMarked;
