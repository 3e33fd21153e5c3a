/**
 * The dashboards of the pack.
 *
 * <p>In come definitions and compiled alerts, out go dashboards and the constant series that they rest on. A panel's
 * limits are those of the alert's definition; no number is written twice.
 */
@NullMarked
package dev.strata.rulegen.board;

import org.jspecify.annotations.NullMarked;
