/**
 * The program: exit codes and the door to the command line.
 *
 * <p>In come arguments and streams; out goes an exit code. Sees every room of the module and is seen by none.
 */
@NullMarked
package dev.strata.rulegen;

import org.jspecify.annotations.NullMarked;
