/**
 * Reads definition files.
 *
 * <p>In comes the text of YAML files; out go located definitions and, for everything that is wrong, a diagnostic with the
 * place. The only room that imports the YAML library.
 */
@NullMarked
package dev.strata.rulegen.definition.yaml;

import org.jspecify.annotations.NullMarked;
