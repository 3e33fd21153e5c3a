/**
 * What Grafana will show.
 *
 * <p>Comes from {@code compile}, goes to {@code output}. Imports nothing and knows no format; queries are texts,
 * because Grafana fills variables into them before they are PromQL. Places and numbers of panels come from here too.
 */
@NullMarked
package dev.strata.rulegen.dashboard;

import org.jspecify.annotations.NullMarked;
