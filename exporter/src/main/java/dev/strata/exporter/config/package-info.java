/**
 * Flags and the configuration file come in, one immutable {@code ExporterConfig} goes out; all problems are reported at
 * once, with their places. Imports catalog, signal (its {@code Thresholds} only) and Jackson's YAML parser.
 */
@NullMarked
package dev.strata.exporter.config;

import org.jspecify.annotations.NullMarked;
