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

    /** The same in the terms of Alertmanager. */
    public InhibitRule rule() {
        return new InhibitRule(alert(source, sourceSeverity), alert(target, targetSeverity), equal);
    }

    private static List<RouteMatcher> alert(String name, String severity) {
        RouteMatcher one = severity.contains("|")
                ? RouteMatcher.regex("severity", severity)
                : RouteMatcher.equal("severity", severity);
        return List.of(RouteMatcher.equal("alertname", name), one);
    }
}
