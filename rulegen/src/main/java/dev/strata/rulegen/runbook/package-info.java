/**
 * What to read when an alert fires.
 *
 * <p>Comes from {@code compile}, goes to {@code output}. Imports nothing but the JDK; texts are Markdown without headings.
 */
@NullMarked
package dev.strata.rulegen.runbook;

import org.jspecify.annotations.NullMarked;
