package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.route.Routing;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.runbook.Runbook;
import java.util.List;
import java.util.Objects;

/**
 * Everything that came of the definitions.
 *
 * @param files one for each definition file that yields rules
 * @param leftOut alerts whose series do not exist where the rules will run
 */
public record Compilation(List<CompiledFile> files, Routing routing, List<Runbook> runbooks, List<LeftOut> leftOut) {
    public Compilation {
        files = List.copyOf(files);
        Objects.requireNonNull(routing);
        runbooks = List.copyOf(runbooks);
        leftOut = List.copyOf(leftOut);
    }

    public List<CompiledAlert> alerts() {
        return files.stream().flatMap(file -> file.alerts().stream()).toList();
    }

    /** A rule file, the alerts in it with their definitions, and the objectives that it records. */
    public record CompiledFile(RuleFile rules, List<CompiledAlert> alerts, List<SloDefinition> slos) {
        public CompiledFile {
            Objects.requireNonNull(rules);
            alerts = List.copyOf(alerts);
            slos = List.copyOf(slos);
        }
    }
}
