/**
 * What an expression returns, without evaluating it: labels, values, units, and whether there is anything at all.
 *
 * <p>In come typed trees and, through {@link dev.strata.rulegen.promql.infer.MetricSchema}, what is known of metrics
 * and recorded series; out come descriptions and findings. What is called certain holds for any data. May import
 * {@code promql.ast}, {@code promql.check}, {@code promql.print} and {@code diagnostic}.
 */
@NullMarked
package dev.strata.rulegen.promql.infer;

import org.jspecify.annotations.NullMarked;
