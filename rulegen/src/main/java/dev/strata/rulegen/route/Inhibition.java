package dev.strata.rulegen.route;

import java.util.List;

/**
 * One alert silences another while labels agree; a label that is missing on both sides agrees. Alerts are known by name
 * and severity, because one name may stand for a page and a ticket.
 *
 * @param source name of the alert that silences
 * @param target name of the alert that is silenced
 */
public record Inhibition(
        String source, String sourceSeverity, String target, String targetSeverity, List<String> equal) {
    public Inhibition {
        equal = List.copyOf(equal);
    }
}
