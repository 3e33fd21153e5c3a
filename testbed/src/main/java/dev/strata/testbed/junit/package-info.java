/**
 * Real parts as JUnit extensions: started before the first test of a class, stopped after the last.
 *
 * <p>In come the callbacks of JUnit; out go calls to a {@link dev.strata.testbed.part.RealPart}, and the logs of a failed
 * test. May import {@code part} and the JUnit API.
 */
@NullMarked
package dev.strata.testbed.junit;

import org.jspecify.annotations.NullMarked;
