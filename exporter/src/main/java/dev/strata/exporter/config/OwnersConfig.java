package dev.strata.exporter.config;

import java.util.List;

/**
 * Who looks after what: the first label or annotation that is set on the object counts, else the same on its namespace,
 * else the default.
 *
 * @param teamKeys labels or annotations that name the team
 * @param tierKeys labels or annotations that name the tier
 * @param defaultTeam empty for none
 * @param defaultTier {@code critical}, {@code standard} or {@code dev}
 */
public record OwnersConfig(List<String> teamKeys, List<String> tierKeys, String defaultTeam, String defaultTier) {

    public static final List<String> TIERS = List.of("critical", "standard", "dev");

    /** Only the critical tier pages; what says nothing is standard. */
    public static final OwnersConfig DEFAULTS =
            new OwnersConfig(List.of("strata.dev/team", "team"), List.of("strata.dev/tier", "tier"), "", "standard");

    public OwnersConfig {
        teamKeys = List.copyOf(teamKeys);
        tierKeys = List.copyOf(tierKeys);
    }
}
