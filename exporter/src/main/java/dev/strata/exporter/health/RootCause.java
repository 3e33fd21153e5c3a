package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import java.util.List;

/**
 * An active finding that nothing explains.
 *
 * @param confidence that it is the cause of its effects, 1 when it has none
 * @param effects findings that it explains, directly or through others, in order
 * @param worst the worst severity among the finding and its effects: how much hangs on it
 */
public record RootCause(Finding finding, double confidence, List<FindingId> effects, Severity worst) {

    public RootCause {
        effects = List.copyOf(effects);
    }

    /** A root cause none of whose effects is worse than itself. */
    public RootCause(Finding finding, double confidence, List<FindingId> effects) {
        this(finding, confidence, effects, finding.severity());
    }
}
