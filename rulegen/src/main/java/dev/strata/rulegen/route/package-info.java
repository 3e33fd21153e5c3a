/**
 * Who gets which alert, and which alert silences another.
 *
 * <p>Comes from {@code compile}, goes to {@code lint} and {@code output}. Imports nothing but the JDK.
 */
@NullMarked
package dev.strata.rulegen.route;

import org.jspecify.annotations.NullMarked;
