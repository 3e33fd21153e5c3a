/**
 * The real programs as parts of a test: found or built, started on loopback with a log file, waited for, always stopped.
 *
 * <p>In comes a command line; out goes a process that is ready, or an error with the end of its log. May import the
 * JDK only.
 */
@NullMarked
package dev.strata.testbed.part;

import org.jspecify.annotations.NullMarked;
