/**
 * Recordings: a folder of what a cluster and its Prometheus said over a time, and plain kubectl dumps. Comes in: tapped
 * objects, answers, folders, files; goes out: the same to a fact sink, in the order of their time. Imports cluster,
 * projection, measurement, catalog and Jackson.
 */
@NullMarked
package dev.strata.exporter.recording;

import org.jspecify.annotations.NullMarked;
