/**
 * Rules made wrong in small ways, to see whether their tests notice.
 *
 * <p>Takes compiled rules and their tests, hands on files for promtool and reads its answer. Starts nothing itself.
 */
@NullMarked
package dev.strata.rulegen.mutation;

import org.jspecify.annotations.NullMarked;
