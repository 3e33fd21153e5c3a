/**
 * The JSON of one API object in, its facts out, or a copy that holds only the fields that facts are made of. Both are
 * driven by the same field tables, so what is recorded is what is read. Imports {@code cluster} and Jackson's streaming
 * layer.
 */
@NullMarked
package dev.strata.exporter.projection;

import org.jspecify.annotations.NullMarked;
