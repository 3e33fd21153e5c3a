package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.template.AnnotationTemplate;
import dev.strata.rulegen.template.TemplateException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Texts are templates: they must be readable, and read only labels that the expression keeps. */
final class TemplateLint implements Lint {
    @Override
    public String id() {
        return "template";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        Labels kept = inferred.description().labels();
        for (Map.Entry<String, String> annotation : rule.annotations().entrySet()) {
            try {
                SortedSet<String> read =
                        AnnotationTemplate.parse(annotation.getValue()).labels();
                read.stream()
                        .filter(label ->
                                !label.equals("cluster") && kept.fact(label).isNever())
                        .forEach(label -> lost(rule, annotation.getKey(), label, kept, report));
            } catch (TemplateException e) {
                report.error("the " + annotation.getKey() + " is no valid template: " + e.getMessage(), null);
            }
        }
    }

    private static void lost(AlertingRule rule, String annotation, String label, Labels kept, Report report) {
        var names = new TreeSet<>(kept.certain());
        names.addAll(kept.possible());
        String hint = rule.labels().containsKey(label)
                ? "labels that the rule itself adds cannot be read by templates"
                : "kept: " + String.join(", ", names);
        report.error("the " + annotation + " reads the label \"" + label + "\", which the expression drops", hint);
    }
}
