/**
 * Trees to PromQL text: the canonical form that Prometheus shows, and a form with line breaks.
 *
 * <p>May import {@code promql.ast}.
 */
@NullMarked
package dev.strata.rulegen.promql.print;

import org.jspecify.annotations.NullMarked;
