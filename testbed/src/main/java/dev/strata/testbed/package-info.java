/**
 * The test bed: real Kubernetes, Prometheus and Alertmanager on loopback, and a synthetic shop that is observed by them.
 *
 * <p>Rooms: {@code part} builds and runs programs, {@code cluster} and {@code monitoring} start the real parts, {@code
 * shop} is the application under observation, {@code junit} makes parts into extensions. Holds no class itself.
 */
@NullMarked
package dev.strata.testbed;

import org.jspecify.annotations.NullMarked;
