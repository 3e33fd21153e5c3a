/**
 * An API server that serves synthetic clusters of any size from a seed, and misbehaves on demand.
 *
 * <p>In come a tier, a seed and orders for faults; out go lists, watches and what the server holds, for comparison. The
 * door of the rooms below it ({@code template}, {@code object}, {@code generate}, {@code http}), which it may import.
 */
@NullMarked
package dev.strata.testbed.fake;

import org.jspecify.annotations.NullMarked;
