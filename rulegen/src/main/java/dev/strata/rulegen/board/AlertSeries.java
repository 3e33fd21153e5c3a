package dev.strata.rulegen.board;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * One constant series for each alert, recorded wherever rules are evaluated. An alert that is quiet leaves no trace of its
 * own; with this series it can be told from one whose rule is not loaded.
 */
final class AlertSeries {
    static final String NAME = "strata:alert_info";

    private AlertSeries() {}

    /** The rules that record the series, one an alert and severity, by name. */
    static RuleFile rules(List<CompiledAlert> alerts, Duration interval) {
        var byAlert = new TreeMap<String, RecordingRule>();
        for (CompiledAlert alert : alerts) {
            var labels = new TreeMap<String, String>();
            labels.put("alertname", alert.rule().name());
            labels.put(LabelName.LAYER, alert.rule().labels().getOrDefault(LabelName.LAYER, ""));
            labels.put("severity", alert.definition().owner().severity().id());
            labels.put("dashboard", AlertAddress.of(alert).uid());
            labels.put("panel", String.valueOf(AlertAddress.of(alert).panel()));
            Expr running = AggregateExpr.of(AggregateOp.GROUP, Grouping.by(LabelName.CLUSTER), VectorSelector.of("up"));
            byAlert.put(
                    labels.toString(),
                    new RecordingRule(NAME, running, labels, alert.rule().origin()));
        }
        Collection<RecordingRule> recordings = byAlert.values();
        var group = new RuleGroup("strata-alert-info", interval, List.copyOf(recordings), List.of());
        return new RuleFile("alert-info", recordings.isEmpty() ? List.of() : List.of(group));
    }

    /** 2 firing, 1 pending, 0 quiet; nothing where the rule is not loaded. */
    static String states(String matchers) {
        String by = "max by (cluster, layer, severity, alertname) (";
        return by + "ALERTS{$C,alertstate=\"firing\"," + matchers + "} * 0 + 2 or ALERTS{$C,alertstate=\"pending\","
                + matchers + "} * 0 + 1) or " + by + NAME + "{$C," + matchers + "}) * 0";
    }
}
