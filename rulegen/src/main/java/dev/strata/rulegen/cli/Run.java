package dev.strata.rulegen.cli;

import dev.strata.rulegen.board.Boards;
import dev.strata.rulegen.compile.Compilation;
import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.compile.Compiler;
import dev.strata.rulegen.definition.DashboardDefinition.Own;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.yaml.DefinitionReader;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.lint.Lints;
import dev.strata.rulegen.output.DashboardForm;
import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.output.Outputs;
import dev.strata.rulegen.promtest.PromtestCompiler;
import dev.strata.rulegen.promtest.PromtestFile;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The way of the data through all rooms: texts in, files and diagnostics out. Tests of alerts that have errors are not made. */
record Run(Definitions definitions, Compilation compilation, List<PromtestFile> tests, Diagnostics diagnostics) {

    /** The day decides which suppressions have ended. */
    static Run of(List<SourceFile> sources, LocalDate today) {
        Run run = withoutTests(sources, today);
        if (run.failed()) {
            return run;
        }
        List<PromtestFile> tests = PromtestCompiler.compile(run.definitions(), run.compilation(), run.diagnostics());
        return new Run(run.definitions(), run.compilation(), tests, run.diagnostics());
    }

    /** The same for those who write no tests. */
    static Run withoutTests(List<SourceFile> sources, LocalDate today) {
        var diagnostics = new Diagnostics();
        Definitions definitions = new DefinitionReader(diagnostics).read(sources);
        Compilation compilation = Compiler.compile(definitions, diagnostics);
        Compiler.checkDates(definitions, today, diagnostics);
        var rules = compilation.files().stream().map(CompiledFile::rules).toList();
        Boards.check(definitions, compilation.alerts(), diagnostics);
        var place = new Lints.Place(
                definitions.targets().scrapeInterval(), definitions.targets().prometheus());
        Lints.check(rules, queries(definitions), place, today, diagnostics);
        return new Run(definitions, compilation, List.of(), diagnostics);
    }

    /** What pages ask, as rules without a name. */
    private static List<RecordingRule> queries(Definitions definitions) {
        return definitions.dashboards().stream()
                .flatMap(page -> page.panels().stream())
                .filter(Own.class::isInstance)
                .flatMap(panel -> ((Own) panel).queries().stream())
                .map(query -> new RecordingRule(
                        "",
                        query.expr(),
                        new TreeMap<>(),
                        new RuleOrigin(query.text().file(), query.text().span())))
                .toList();
    }

    /** The files, written anew at each call; only for runs that have not failed. */
    List<OutputFile> outputs() {
        Boards boards = boards();
        var rules = new ArrayList<>(
                compilation.files().stream().map(CompiledFile::rules).toList());
        if (!boards.series().groups().isEmpty()) {
            rules.add(boards.series());
        }
        return Outputs.of(definitions, compilation, rules, tests, boards.dashboards());
    }

    /** The dashboards alone. */
    List<OutputFile> dashboards(DashboardForm form) {
        return Outputs.dashboards(boards().dashboards(), form);
    }

    /** The dashboards with the series that they need. */
    private Boards boards() {
        return Boards.of(compilation.alerts(), definitions);
    }

    boolean failed() {
        return diagnostics.hasErrors();
    }

    /** In words, for the last line of a command. */
    String size() {
        int alerts = compilation.alerts().size();
        int objectives = definitions.slos().size();
        return alerts
                + (alerts == 1 ? " alert, " : " alerts, ")
                + objectives
                + (objectives == 1 ? " objective" : " objectives");
    }
}
