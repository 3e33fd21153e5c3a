package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertPack;
import dev.strata.rulegen.definition.DefinitionFile;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Patch;
import dev.strata.rulegen.definition.PlannedEvent;
import dev.strata.rulegen.definition.RecordingDefinition;
import dev.strata.rulegen.definition.RecordingPack;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.definition.Tenancy;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.route.Inhibition;
import dev.strata.rulegen.route.Routing;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles all definitions of a run. */
public final class Compiler {
    private final Definitions definitions;
    private final Diagnostics diagnostics;
    private final Patched patched;

    private Compiler(Definitions definitions, Diagnostics diagnostics) {
        this.definitions = definitions;
        this.diagnostics = diagnostics;
        this.patched = PatchCompiler.apply(definitions, diagnostics);
    }

    /** What cannot work is reported and left out. */
    public static Compilation compile(Definitions definitions, Diagnostics diagnostics) {
        return new Compiler(definitions, diagnostics).compile();
    }

    private Compilation compile() {
        reportTwins();
        reportEvents();
        List<String> signals = definitions.alerts().stream()
                .flatMap(alert -> patched.of(alert).stream())
                .flatMap(alert -> alert.condition().leaves())
                .filter(SignalState.class::isInstance)
                .map(condition -> ((SignalState) condition).signal().id())
                .distinct()
                .sorted()
                .toList();
        var compiler = new AlertCompiler(definitions, patched, signals, diagnostics);
        List<CompiledFile> all = definitions.files().stream()
                .map(file -> compile(file, compiler))
                .collect(Collectors.toCollection(ArrayList::new));
        Targets targets = definitions.targets();
        RuleFile events =
                EventRules.file(definitions.house().events(), targets.evaluationInterval(), targets.runbooks());
        all.add(new CompiledFile(events, List.of(), List.of()));
        var selection = new Selection(targets.sources(), all);
        List<CompiledFile> files = selection.kept();
        List<CompiledAlert> alerts =
                files.stream().flatMap(file -> file.alerts().stream()).toList();
        definitions.house().policies().forEach(policy -> new PolicyChecker(policy, diagnostics).check(alerts));
        return new Compilation(files, routing(alerts), RunbookCompiler.compile(alerts), selection.leftOut());
    }

    private CompiledFile compile(DefinitionFile file, AlertCompiler compiler) {
        Duration interval = definitions.targets().evaluationInterval();
        var spelling = new TargetSpelling(definitions.targets().sources());
        var groups = new ArrayList<RuleGroup>();
        var alerts = new ArrayList<CompiledAlert>();
        for (SloDefinition slo : file.slos()) {
            SloCompiler.compile(patched.of(slo), interval).forEach(group -> groups.add(spelled(group, spelling)));
        }
        for (RecordingPack pack : file.recordings()) {
            Duration own = pack.interval() == null ? interval : pack.interval();
            List<RecordingRule> rules =
                    pack.rules().stream().map(Compiler::recording).toList();
            if (!rules.isEmpty()) {
                groups.add(spelled(new RuleGroup(pack.name().value(), own, rules, List.of()), spelling));
            }
        }
        for (AlertPack pack : file.packs()) {
            List<CompiledAlert> compiled = pack.alerts().stream()
                    .flatMap(alert -> patched.of(alert).stream())
                    .flatMap(alert -> compiler.compile(alert).stream())
                    .toList();
            alerts.addAll(compiled);
            var rules = compiled.stream().map(CompiledAlert::rule).toList();
            if (!rules.isEmpty()) {
                groups.add(new RuleGroup(pack.name().value(), interval, List.of(), rules));
            }
        }
        List<SloDefinition> slos = file.slos().stream().map(patched::of).toList();
        return new CompiledFile(new RuleFile(file.stem(), groups), alerts, slos);
    }

    private static RuleGroup spelled(RuleGroup group, TargetSpelling spelling) {
        List<RecordingRule> rules = group.recordings().stream()
                .map(rule -> new RecordingRule(rule.name(), spelling.spell(rule.expr()), rule.labels(), rule.origin()))
                .toList();
        return new RuleGroup(group.name(), group.interval(), rules, group.alerts());
    }

    /** Alerts that events relax must be there. */
    private void reportEvents() {
        List<String> names =
                definitions.alerts().stream().map(alert -> alert.name().value()).toList();
        for (PlannedEvent event : definitions.house().events()) {
            for (Located<String> name : event.relax()) {
                if (!names.contains(name.value())) {
                    String hint = Nearest.hint(name.value(), names).orElse(null);
                    diagnostics.add(Diagnostic.error(
                                    name.file(),
                                    name.span(),
                                    "compile/unknown-alert",
                                    "no alert is called \"" + name.value() + "\"")
                            .withHint(hint));
                }
            }
        }
    }

    /** Overrides and events end by themselves: what is over is refused, so that nobody forgets it. */
    public static void checkDates(Definitions definitions, LocalDate today, Diagnostics diagnostics) {
        for (Patch patch : definitions.house().overrides()) {
            Located<LocalDate> until = patch.until();
            if (until.value().isBefore(today)) {
                diagnostics.add(Diagnostic.error(
                                until.file(),
                                until.span(),
                                "compile/override",
                                "the override ended on " + until.value())
                        .withHint("remove it, or give a later date and say why"));
            }
        }
        for (PlannedEvent event : definitions.house().events()) {
            if (LocalDate.ofInstant(event.to(), ZoneOffset.UTC).isBefore(today)) {
                Located<String> name = event.name();
                diagnostics.add(Diagnostic.warning(
                                name.file(),
                                name.span(),
                                "compile/event-over",
                                "the event \"" + name.value() + "\" is over")
                        .withHint("remove it"));
            }
        }
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
            file.dashboards().forEach(page -> reportTwin(seen, "dashboard", page.name()));
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

    /** Teams that are told somewhere else than everybody. */
    private SortedMap<String, String> channels() {
        var channels = new TreeMap<String, String>();
        Tenancy tenancy = definitions.house().tenancy();
        if (tenancy != null) {
            Stream.concat(tenancy.tenants().stream().map(Tenancy.Tenant::owner), Stream.of(tenancy.otherwise()))
                    .filter(owner -> !owner.channel().isEmpty())
                    .forEach(owner -> channels.putIfAbsent(owner.team(), owner.channel()));
        }
        return channels;
    }

    private Routing routing(List<CompiledAlert> alerts) {
        List<Inhibition> inhibitions = new InhibitionCompiler(definitions.alerts(), alerts, diagnostics).compile();
        List<String> groupBy = List.of(LabelName.CLUSTER, LabelName.LAYER, LabelName.NAMESPACE);
        return new Routing(groupBy, Routing.ROUTES, inhibitions, channels());
    }
}
