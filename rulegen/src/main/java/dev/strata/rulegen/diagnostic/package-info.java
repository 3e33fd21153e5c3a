/**
 * What the generator tells a person about a text.
 *
 * <p>In come texts and findings with offsets into them; out go reports with line, column, source line and carets.
 * Imports nothing but the JDK: every other room may use this one.
 */
@NullMarked
package dev.strata.rulegen.diagnostic;

import org.jspecify.annotations.NullMarked;
