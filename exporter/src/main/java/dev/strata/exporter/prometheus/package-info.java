/**
 * The query client: configuration comes in, measurements go out. Sole user of {@code java.net.http}; schedules, budgets,
 * retries and gives up here and nowhere else. Imports measurement, config, catalog, Jackson, slf4j.
 */
@NullMarked
package dev.strata.exporter.prometheus;

import org.jspecify.annotations.NullMarked;
