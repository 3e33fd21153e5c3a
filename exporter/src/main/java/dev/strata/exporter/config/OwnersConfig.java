package dev.strata.exporter.config;

import java.util.List;

/**
 * Who looks after what: the first of these labels that is set on the object or its namespace counts.
 *
 * @param teamLabels labels that name the team
 * @param tierLabels labels that name the tier
 * @param defaultTier of what says nothing: {@code critical}, {@code standard} or {@code dev}
 */
public record OwnersConfig(List<String> teamLabels, List<String> tierLabels, String defaultTier) {

    public static final List<String> TIERS = List.of("critical", "standard", "dev");

    /** Only the critical tier pages; what says nothing is standard. */
    public static final OwnersConfig DEFAULTS = new OwnersConfig(List.of("team"), List.of("tier"), "standard");

    public OwnersConfig {
        teamLabels = List.copyOf(teamLabels);
        tierLabels = List.copyOf(tierLabels);
    }
}
