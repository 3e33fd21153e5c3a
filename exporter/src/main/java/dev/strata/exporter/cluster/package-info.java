/**
 * Immutable facts: what API objects say, in our terms. Projection makes them, the view hands them out, signals read
 * them. No judgement, no time but what the objects carry. Imports the JDK only.
 */
@NullMarked
package dev.strata.exporter.cluster;

import org.jspecify.annotations.NullMarked;
