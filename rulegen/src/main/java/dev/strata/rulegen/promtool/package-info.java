/**
 * Runs promtool, the independent judge of generated rules and tests.
 *
 * <p>In come paths and arguments; out goes what promtool said. The only room that starts a process; imports the JDK only.
 */
@NullMarked
package dev.strata.rulegen.promtool;

import org.jspecify.annotations.NullMarked;
