/**
 * The exporter program: parse, wire, start, stop. Sees every room and is seen by none.
 */
@NullMarked
package dev.strata.exporter;

import org.jspecify.annotations.NullMarked;
