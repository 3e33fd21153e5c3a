/**
 * How good rules are: incidents and harmless operations are written into a real server, which evaluates the rules; the
 * states of alerts, grouping and inhibition follow here.
 *
 * <p>Reads {@code scenario}; stands beside {@code output}. The server is {@code promtool}'s.
 */
@NullMarked
package dev.strata.rulegen.score;

import org.jspecify.annotations.NullMarked;
