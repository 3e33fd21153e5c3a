/**
 * Flags, environment and the configuration file become one immutable {@code ExporterConfig}; all problems are reported
 * at once. Imports catalog and signal (its {@code Thresholds} only).
 */
@NullMarked
package dev.strata.exporter.config;

import org.jspecify.annotations.NullMarked;
