/**
 * A synthetic cluster of any size from a seed, and its daily life.
 *
 * <p>In come a tier, a seed and a clock; out go objects that fit each other, put into a store. May import {@code object}
 * and {@code template}.
 */
@NullMarked
package dev.strata.testbed.fake.generate;

import org.jspecify.annotations.NullMarked;
