package dev.strata.rulegen.compile;

import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that can work where they will run, and the alerts that cannot. */
final class Selection {
    private final Availability availability;
    private final List<CompiledFile> kept = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    Selection(Sources sources, List<CompiledFile> files) {
        List<RecordingRule> recordings = files.stream()
                .flatMap(file -> file.rules().groups().stream())
                .flatMap(group -> group.recordings().stream())
                .toList();
        this.availability = new Availability(sources, recordings);
        files.forEach(this::select);
    }

    private void select(CompiledFile file) {
        Set<AlertingRule> gone = new HashSet<>();
        for (CompiledAlert alert : file.alerts()) {
            String missing = availability.missing(alert.rule().expr());
            if (!missing.isEmpty()) {
                gone.add(alert.rule());
                leftOut.add(new LeftOut(alert.rule().name(), missing));
            }
        }
        var groups = new ArrayList<RuleGroup>();
        for (RuleGroup group : file.rules().groups()) {
            List<RecordingRule> recordings = group.recordings().stream()
                    .filter(rule -> availability.missing(rule).isEmpty())
                    .toList();
            List<AlertingRule> alerts =
                    group.alerts().stream().filter(rule -> !gone.contains(rule)).toList();
            if (!recordings.isEmpty() || !alerts.isEmpty()) {
                groups.add(new RuleGroup(group.name(), group.interval(), recordings, alerts));
            }
        }
        if (!groups.isEmpty()) {
            List<CompiledAlert> alerts = file.alerts().stream()
                    .filter(alert -> !gone.contains(alert.rule()))
                    .toList();
            kept.add(new CompiledFile(new RuleFile(file.rules().name(), groups), alerts, file.slos()));
        }
    }

    List<CompiledFile> kept() {
        return kept;
    }

    List<LeftOut> leftOut() {
        return leftOut.stream().distinct().toList();
    }
}
