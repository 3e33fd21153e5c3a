/**
 * Reads dashboards as Grafana stores them, ours and anybody's, and says what is wrong with them.
 *
 * <p>In come texts of files, out go findings with their places. Knows Grafana's classic form and the wrappers around it, and
 * fills variables the way Grafana does, so that queries can be read as PromQL.
 */
@NullMarked
package dev.strata.rulegen.inspect;

import org.jspecify.annotations.NullMarked;
