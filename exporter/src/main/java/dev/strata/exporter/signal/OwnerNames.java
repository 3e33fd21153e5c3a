package dev.strata.exporter.signal;

import java.util.List;

/** Labels and annotations that name the team and the tier of an object or of its namespace; the first that is there counts. */
public record OwnerNames(List<String> team, List<String> tier) {

    public static final OwnerNames DEFAULTS = new OwnerNames(List.of("team"), List.of("tier"));

    public OwnerNames {
        team = List.copyOf(team);
        tier = List.copyOf(tier);
    }
}
