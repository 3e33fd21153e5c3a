/**
 * PromQL text to tree: lexer, operator-precedence parser, and the report of everything wrong with the text.
 *
 * <p>In comes a text and the features of the target, out goes a typed tree or diagnostics. The texts of parameter
 * errors come from {@code check}. May import {@code promql.ast}, {@code promql.check} and {@code diagnostic}.
 */
@NullMarked
package dev.strata.rulegen.promql.parse;

import org.jspecify.annotations.NullMarked;
