package dev.strata.rulegen.rule;

import java.time.Duration;
import java.util.List;

/** Rules that are evaluated one after another. */
public record RuleGroup(String name, Duration interval, List<RecordingRule> recordings, List<AlertingRule> alerts) {
    public RuleGroup {
        recordings = List.copyOf(recordings);
        alerts = List.copyOf(alerts);
    }
}
