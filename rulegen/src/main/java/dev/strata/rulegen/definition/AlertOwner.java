package dev.strata.rulegen.definition;

import dev.strata.catalog.Layer;

/** The labels that route an alert. A rule made for an SLO takes layer, team and tier of the SLO. */
public record AlertOwner(AlertSeverity severity, Layer layer, AlertRole role, String team, Tier tier) {}
