/**
 * Benchmarks: a class {@code XyzBench} with a {@code main} is {@code bin/bench xyz}, and the first line of its Javadoc is
 * what the list says about it.
 *
 * <p>In come programs and the fake API server as processes; out go a table and its JSON. May import every module.
 */
@NullMarked
package dev.strata.endtoend.bench;

import org.jspecify.annotations.NullMarked;
