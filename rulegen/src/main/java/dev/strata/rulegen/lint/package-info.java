/**
 * What is wrong with rules that are correct.
 *
 * <p>In come compiled rules and routes; out go diagnostics that point at the definitions. One class for each lint, all of
 * them listed in {@code Lints}. Imports rules, routes, expression trees, templates and positions.
 */
@NullMarked
package dev.strata.rulegen.lint;

import org.jspecify.annotations.NullMarked;
