/**
 * The cause suite: incidents and harmless operations played on a small cluster that behaves as Kubernetes does, and how
 * often the exporter names the right cause.
 */
@NullMarked
package dev.strata.endtoend.causes;

import org.jspecify.annotations.NullMarked;
