/**
 * Synthetic node_exporter, kubelet with cAdvisor, kube-proxy, CoreDNS, ingress-nginx and cert-manager targets of a cluster
 * whose nodes and pods are simulated: pages with the names, labels, types and plausible values of the real exporters,
 * discovered as a real Prometheus discovers them.
 *
 * <p>What exists is read from the API server; what is wrong is said by small calls on the handles that {@code
 * ClusterTargets} gives. May import {@code part}, {@code junit}, {@code cluster}, {@code exposition}, {@code monitoring}
 * (its scrape jobs) and Jackson.
 */
@NullMarked
package dev.strata.testbed.target;

import org.jspecify.annotations.NullMarked;
