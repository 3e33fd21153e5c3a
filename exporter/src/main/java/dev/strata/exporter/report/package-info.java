/**
 * The diagnosis for people and programs: a snapshot comes in; text for a terminal, JSON for the API and the board's page
 * go out. Decides wording and order, never a verdict. Imports health, signal, cluster, catalog and Jackson.
 */
@NullMarked
package dev.strata.exporter.report;

import org.jspecify.annotations.NullMarked;
