package dev.strata.exporter.health;

import java.util.List;

/**
 * An active finding that nothing explains.
 *
 * @param confidence that it is the cause of its effects, 1 when it has none
 * @param effects findings that it explains, directly or through others, in order
 */
public record RootCause(Finding finding, double confidence, List<FindingId> effects) {

    public RootCause {
        effects = List.copyOf(effects);
    }
}
