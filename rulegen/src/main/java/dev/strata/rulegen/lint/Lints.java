package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RuleFile;
import java.util.List;

/** All lints, and the run over a set of rules. */
public final class Lints {

    private Lints() {}

    /** New ones for each run: some remember the rules they have seen. */
    private static List<Lint> all() {
        return List.of(
                new DuplicateAlertLint(),
                new PageTextLint(),
                new SignalHoldLint(),
                new SlowPageLint(),
                new CauseLabelLint(),
                new ClusterLabelLint(),
                new TemplateLint(),
                new RatioLint(),
                new FunctionLint());
    }

    /** The names of all lints, in the order in which they run. */
    public static List<String> ids() {
        return all().stream().map(Lint::id).toList();
    }

    public static void check(List<RuleFile> files, Diagnostics diagnostics) {
        List<Lint> lints = all();
        for (RuleFile file : files) {
            for (var group : file.groups()) {
                group.alerts().forEach(rule -> check(rule, lints, diagnostics));
            }
        }
    }

    private static void check(AlertingRule rule, List<Lint> lints, Diagnostics diagnostics) {
        for (Lint lint : lints) {
            lint.check(
                    rule,
                    (message, hint) -> diagnostics.add(
                            Diagnostic.error(rule.origin().file(), rule.origin().span(), "lint/" + lint.id(), message)
                                    .withHint(hint)));
        }
    }
}
