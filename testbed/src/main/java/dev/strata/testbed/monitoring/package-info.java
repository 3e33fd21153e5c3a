/**
 * Real Prometheus, Alertmanager and kube-state-metrics on loopback, and a receiver that keeps every notification.
 *
 * <p>In come targets, rules and routes; out come query results, alerts and webhook payloads. May import {@code part},
 * {@code junit}, {@code cluster} and Jackson.
 */
@NullMarked
package dev.strata.testbed.monitoring;

import org.jspecify.annotations.NullMarked;
