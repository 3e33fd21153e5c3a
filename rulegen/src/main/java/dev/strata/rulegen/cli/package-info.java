/**
 * The command line.
 *
 * <p>In come arguments; out go texts on the given streams and an exit code. Wires all other rooms; the only one that
 * imports picocli and that reads definition files from the disk.
 */
@NullMarked
package dev.strata.rulegen.cli;

import org.jspecify.annotations.NullMarked;
