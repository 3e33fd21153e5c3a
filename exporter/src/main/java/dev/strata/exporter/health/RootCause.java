package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import java.util.List;

/**
 * An active finding that nothing explains.
 *
 * @param confidence that it is the cause of its effects, 1 when it has none
 * @param effects findings that it, or one of those alike, explains, directly or through others, in order
 * @param worst the worst severity among the finding and its effects: how much hangs on it
 * @param alike findings of the same signal for the same reason that began at about the same time, in order; they have a
 *     cause in common that cannot be seen and count as one
 */
public record RootCause(
        Finding finding, double confidence, List<FindingId> effects, Severity worst, List<FindingId> alike) {

    public RootCause {
        effects = List.copyOf(effects);
        alike = List.copyOf(alike);
    }

    /** A root cause that stands alone. */
    public RootCause(Finding finding, double confidence, List<FindingId> effects, Severity worst) {
        this(finding, confidence, effects, worst, List.of());
    }

    /** A root cause none of whose effects is worse than itself. */
    public RootCause(Finding finding, double confidence, List<FindingId> effects) {
        this(finding, confidence, effects, finding.severity());
    }
}
