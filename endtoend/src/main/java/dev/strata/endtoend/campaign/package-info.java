/**
 * The fault campaign: a followed cluster that churns while its API server misbehaves, and what must hold meanwhile.
 *
 * <p>In come a seed and a time; out goes what was struck and what was violated. May import the exporter's rooms and the
 * fake API server.
 */
@NullMarked
package dev.strata.endtoend.campaign;

import org.jspecify.annotations.NullMarked;
