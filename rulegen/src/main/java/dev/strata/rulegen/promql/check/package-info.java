/**
 * What an expression is and returns: value types, and from there labels, values and units.
 *
 * <p>In come trees and, through a port, what is known of metrics and recorded series; out come types, result
 * descriptions and findings. Nothing is ever evaluated. May import {@code promql.ast} and {@code diagnostic}.
 */
@NullMarked
package dev.strata.rulegen.promql.check;

import org.jspecify.annotations.NullMarked;
