package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A label that changes with the cause makes a new alert each time the diagnosis gets better. */
final class CauseLabelLint implements Lint {
    private static final Pattern CHANGING = Pattern.compile("cause(_.*)?|reason|state|status|phase");

    @Override
    public String id() {
        return "cause-label";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        var labels = new TreeSet<>(rule.labels().keySet());
        labels.addAll(inferred.description().labels().certain());
        labels.addAll(inferred.description().labels().possible());
        for (String label : labels) {
            if (CHANGING.matcher(label).matches()) {
                report.error(
                        "the alert has the label \"" + label + "\", which changes while the alert fires",
                        "name the cause in the description through the template function query");
            }
        }
    }
}
