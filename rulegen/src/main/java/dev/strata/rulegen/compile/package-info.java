/**
 * Turns definitions into what will be emitted: rule groups, routes, runbooks, dashboards.
 *
 * <p>In come definitions; out go records in the order of the output, and diagnostics for what cannot work. All PromQL is
 * built as trees. Imports definitions, the rooms of the output's records, expression trees, positions and the catalog.
 */
@NullMarked
package dev.strata.rulegen.compile;

import org.jspecify.annotations.NullMarked;
