/**
 * A real control plane with simulated nodes on loopback.
 *
 * <p>In comes a wish (how many nodes, an autoscaler or not); out go kubeconfigs, an API client and switches for outages.
 * May import {@code part}, {@code junit}, Jackson and the JDK's HTTP server.
 */
@NullMarked
package dev.strata.testbed.cluster;

import org.jspecify.annotations.NullMarked;
