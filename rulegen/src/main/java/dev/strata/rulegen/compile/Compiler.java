package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertPack;
import dev.strata.rulegen.definition.DefinitionFile;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.RecordingDefinition;
import dev.strata.rulegen.definition.RecordingPack;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.route.Inhibition;
import dev.strata.rulegen.route.Routing;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compiles all definitions of a run. */
public final class Compiler {
    private final Definitions definitions;
    private final Diagnostics diagnostics;

    private Compiler(Definitions definitions, Diagnostics diagnostics) {
        this.definitions = definitions;
        this.diagnostics = diagnostics;
    }

    /** What cannot work is reported and left out. */
    public static Compilation compile(Definitions definitions, Diagnostics diagnostics) {
        return new Compiler(definitions, diagnostics).compile();
    }

    private Compilation compile() {
        reportTwins();
        List<String> signals = definitions.alerts().stream()
                .flatMap(alert -> alert.condition().leaves())
                .filter(SignalState.class::isInstance)
                .map(condition -> ((SignalState) condition).signal().id())
                .distinct()
                .sorted()
                .toList();
        var alerts = new AlertCompiler(definitions.slos(), signals, definitions.targets(), diagnostics);
        List<CompiledFile> files = new ArrayList<>();
        for (DefinitionFile file : definitions.files()) {
            CompiledFile compiled = compile(file, alerts);
            if (!compiled.rules().groups().isEmpty()) {
                files.add(compiled);
            }
        }
        List<CompiledAlert> all =
                files.stream().flatMap(file -> file.alerts().stream()).toList();
        return new Compilation(files, routing(), RunbookCompiler.compile(all));
    }

    private CompiledFile compile(DefinitionFile file, AlertCompiler compiler) {
        Duration interval = definitions.targets().evaluationInterval();
        var groups = new ArrayList<RuleGroup>();
        var alerts = new ArrayList<CompiledAlert>();
        for (SloDefinition slo : file.slos()) {
            groups.addAll(SloCompiler.compile(slo, interval));
        }
        for (RecordingPack pack : file.recordings()) {
            Duration own = pack.interval() == null ? interval : pack.interval();
            List<RecordingRule> rules =
                    pack.rules().stream().map(Compiler::recording).toList();
            if (!rules.isEmpty()) {
                groups.add(new RuleGroup(pack.name().value(), own, rules, List.of()));
            }
        }
        for (AlertPack pack : file.packs()) {
            List<CompiledAlert> compiled = pack.alerts().stream()
                    .flatMap(alert -> compiler.compile(alert).stream())
                    .toList();
            alerts.addAll(compiled);
            var rules = compiled.stream().map(CompiledAlert::rule).toList();
            if (!rules.isEmpty()) {
                groups.add(new RuleGroup(pack.name().value(), interval, List.of(), rules));
            }
        }
        return new CompiledFile(new RuleFile(file.stem(), groups), alerts);
    }

    private static RecordingRule recording(RecordingDefinition rule) {
        var origin = Origins.of(rule.record(), rule.suppressions());
        return new RecordingRule(rule.record().value(), rule.expr(), rule.labels(), origin);
    }

    /** Packs and objectives name groups of rules, files name output: neither may come twice. */
    private void reportTwins() {
        Map<String, String> seen = new TreeMap<>();
        for (DefinitionFile file : definitions.files()) {
            String other = seen.putIfAbsent("file " + file.stem(), file.source().name());
            if (other != null) {
                var place = new Located<>(file.stem(), file.source(), Span.at(0));
                twin(place, "a file of the same name stands at " + other);
            }
            file.packs().forEach(pack -> reportTwin(seen, "pack", pack.name()));
            file.recordings().forEach(pack -> reportTwin(seen, "pack", pack.name()));
            file.recordings().stream()
                    .flatMap(pack -> pack.rules().stream())
                    .forEach(rule -> reportTwin(seen, "series", named(rule)));
            file.slos().forEach(slo -> reportTwin(seen, "objective", slo.name()));
        }
    }

    /** A series may be recorded by several rules, as long as labels tell their elements apart. */
    private static Located<String> named(RecordingDefinition rule) {
        Located<String> record = rule.record();
        String labels = rule.labels().isEmpty() ? "" : rule.labels().toString();
        return new Located<>(record.value() + labels, record.file(), record.span());
    }

    private void reportTwin(Map<String, String> seen, String what, Located<String> name) {
        String place =
                name.file().name() + ":" + name.file().position(name.span().start());
        String other = seen.putIfAbsent(what + " " + name.value(), place);
        if (other != null) {
            twin(name, "the " + what + " \"" + name.value() + "\" stands already at " + other);
        }
    }

    private void twin(Located<String> place, String message) {
        diagnostics.add(Diagnostic.error(place.file(), place.span(), "compile/twin", message));
    }

    private Routing routing() {
        List<Inhibition> inhibitions = new InhibitionCompiler(definitions.alerts(), diagnostics).compile();
        List<String> groupBy = List.of(LabelName.CLUSTER, LabelName.LAYER, LabelName.NAMESPACE);
        return new Routing(groupBy, Routing.ROUTES, inhibitions);
    }
}
