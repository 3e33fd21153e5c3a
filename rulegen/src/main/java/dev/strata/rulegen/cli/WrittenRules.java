package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.definition.yaml.RuleFileReader.WrittenRule;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.lint.Lints;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks rules that somebody wrote for Prometheus: expressions, the series they record, texts of alerts. */
final class WrittenRules {
    private WrittenRules() {}

    static void check(SourceFile file, List<WrittenRule> rules, Set<Feature> features, Diagnostics diagnostics) {
        PromqlParser parser = PromqlParser.withFeatures(features);
        var recordings = new ArrayList<RecordingRule>();
        var alerts = new ArrayList<AlertingRule>();
        for (WrittenRule rule : rules) {
            PromqlParser.Result parsed = parser.parse(rule.expression());
            diagnostics.addAll(parsed.diagnostics());
            Expr tree = parsed.tree();
            var origin = new RuleOrigin(file, rule.place());
            if (tree == null) {
                continue;
            }
            if (rule.records()) {
                recordings.add(new RecordingRule(rule.name(), tree, rule.labels(), origin));
            } else {
                alerts.add(new AlertingRule(
                        rule.name(), tree, Duration.ZERO, Duration.ZERO, rule.labels(), rule.annotations(), origin));
            }
        }
        Duration scrape = Targets.DEFAULT.scrapeInterval();
        var group = new RuleGroup("all", scrape, recordings, alerts);
        Lints.checkForeign(new RuleFile(file.name(), List.of(group)), scrape, diagnostics);
    }
}
