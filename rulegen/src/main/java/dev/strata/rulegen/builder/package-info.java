/**
 * Definitions written in Java.
 *
 * <p>Builders make the text of a definition and hand it to the reader of definitions, so that what is written in Java and
 * what is written in YAML is checked by the same code and means the same. Imports definitions, their reader, diagnostics,
 * the catalog and Jackson.
 */
@NullMarked
package dev.strata.rulegen.builder;

import org.jspecify.annotations.NullMarked;
