/**
 * What Grafana will show.
 *
 * <p>Comes from {@code compile}, goes to {@code output}. Imports expression trees and nothing else; knows no format.
 */
@NullMarked
package dev.strata.rulegen.dashboard;

import org.jspecify.annotations.NullMarked;
