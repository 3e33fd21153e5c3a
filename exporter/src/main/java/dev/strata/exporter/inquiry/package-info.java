/**
 * What a person asks: a part of the cluster, or one of the playbooks. A snapshot and the facts come in, answers go out,
 * those that say "fine" or "cannot be seen" too. Pure; imports health, cluster and catalog.
 */
@NullMarked
package dev.strata.exporter.inquiry;

import org.jspecify.annotations.NullMarked;
