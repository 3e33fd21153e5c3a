/**
 * What Prometheus will evaluate.
 *
 * <p>Comes from {@code compile}, goes to {@code lint}, {@code promtest} and {@code output}. Imports expression trees and
 * positions only.
 */
@NullMarked
package dev.strata.rulegen.rule;

import org.jspecify.annotations.NullMarked;
