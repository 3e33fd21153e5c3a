/**
 * A synthetic online shop: an order service and the payment service that it calls, as their metrics show them.
 *
 * <p>In come a scenario, the number of ready replicas and the passing of time; out come two pages of metrics and the
 * requests in flight. The model is pure; only {@code Shop} has threads. May import {@code part}, {@code junit}, {@code
 * cluster}, {@code exposition} and Jackson.
 */
@NullMarked
package dev.strata.testbed.shop;

import org.jspecify.annotations.NullMarked;
