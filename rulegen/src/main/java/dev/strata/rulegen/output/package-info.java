/**
 * Writes what was compiled.
 *
 * <p>In come rules, routes, runbooks, dashboards and tests; out go files as text, the same bytes for the same definitions,
 * and the difference to what lies on the disk. The only room that imports the JSON and YAML writers.
 */
@NullMarked
package dev.strata.rulegen.output;

import org.jspecify.annotations.NullMarked;
