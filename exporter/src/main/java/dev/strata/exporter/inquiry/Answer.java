package dev.strata.exporter.inquiry;

import dev.strata.exporter.health.Finding;
import java.util.List;

/**
 * What a check found.
 *
 * @param seen what the objects themselves show, a line each; names in it are the cluster's
 * @param findings of the signals that were asked
 * @param unseen what could not be looked at, and why; for an answer that is fine, what it does not cover
 */
public record Answer(State state, List<String> seen, List<Finding> findings, List<String> unseen) {

    /** How a check ended. */
    public enum State {
        FOUND,
        FINE,
        UNKNOWN
    }

    public Answer {
        seen = List.copyOf(seen);
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }
}
