package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the monitoring itself lives. Without this page green means nothing. */
final class MetaPage {
    private static final String PROMETHEUS = "Prometheus' own /metrics";
    private static final int METRICS_IN_ONE_QUERY = 20;
    /** Series that exist only while there is something to tell, and the one by which clusters are known. */
    private static final Set<String> SPARSE = Set.of("ALERTS", "strata_signal_severity", "up");

    private MetaPage() {}

    static Dashboard page(List<CompiledAlert> alerts) {
        return Pages.page(
                Pages.META,
                "Health / Is the monitoring alive?",
                "Can the other pages be believed?",
                "now-6h",
                List.of(),
                List.of(Pages.firing("Blindness", "role=\"blindness\"")),
                List.of(tiles(), exporter(), inputs(alerts), scraping(), rules()));
    }

    private static Row tiles() {
        return Row.open(
                "Now",
                Draft.all(
                        Draft.tile("watchdog", "Watchdog", "none")
                                .ask(
                                        "clamp_max(count(ALERTS{$C,alertname=\"Watchdog\",alertstate=\"firing\"}) or vector(0), 1)",
                                        "Watchdog")
                                .says("The alert that always fires; when it does not, rules are not evaluated.")
                                .styled(Looks.UP)
                                .empty("DOWN"),
                        Draft.tile("exporter", "Exporter", "none")
                                .ask(
                                        "min by (cluster) (clamp_max(count by (cluster) (strata_build_info{$C}), 1))",
                                        "{{cluster}}")
                                .says(
                                        "Whether any exporter of the cluster is scraped; without it all findings are unknown.")
                                .styled(Looks.UP)
                                .empty("DOWN"),
                        Draft.tile("snapshot", "Evaluation", "s")
                                .ask("max(time() - max by (cluster) (strata_snapshot_timestamp_seconds{$C}))", "age")
                                .says("Age of the newest evaluation of the cluster that is furthest behind.")
                                .empty("no exporter")
                                .upTo(60, 120),
                        Draft.tile("judged", "Judged", "percentunit")
                                .ask("min(strata_layer_judged_ratio{$C})", "judged")
                                .says("Share of the signals that can be judged, of the layer where it is smallest.")
                                .empty("no exporter")
                                .atLeast(0.9, 1),
                        Draft.tile("down", "Targets down", "short")
                                .ask("count(up{$C} == 0) or count(up{$C}) * 0", "down")
                                .says("Targets that Prometheus cannot scrape now: what they would tell is not known.")
                                .empty("no targets at all")
                                .upTo(1, 5),
                        Draft.tile("rule-failures", "Rules that fail", "short")
                                .ask("sum(increase(prometheus_rule_evaluation_failures_total{$C}[$R]))", "failures")
                                .says(
                                        "Evaluations of rules that failed lately; an alert that fails to evaluate never fires.")
                                .from(PROMETHEUS)
                                .upTo(1, 10)));
    }

    private static Row exporter() {
        return Row.open(
                "The exporter",
                Draft.all(
                        Draft.timeline("sources", "Sources of the exporter")
                                .ask("min by (cluster, source) (strata_source_up{$C})", "{{cluster}} {{source}}")
                                .says(
                                        "Whether what the exporter reads answers; while it does not, findings that fire are held and new ones"
                                                + " cannot be seen.")
                                .styled(Looks.UP)
                                .size(12, 7),
                        Draft.series("judged-over-time", "Share of signals that can be judged", "percentunit")
                                .ask("min by (cluster, layer) (strata_layer_judged_ratio{$C})", "{{cluster}} {{layer}}")
                                .says(
                                        "Signals whose inputs are fresh, by layer; below nine tenths the layer shows UNKNOWN.")
                                .empty("no exporter")
                                .atLeast(0.9, 1)
                                .size(12, 7),
                        Draft.series("progress", "Silence of the watches", "s")
                                .ask(
                                        "time() - max by (cluster, resource) (strata_watch_last_progress_timestamp_seconds{$C})",
                                        "{{resource}}")
                                .says(
                                        "Time since each resource last delivered anything; a silent watch is questioned after three minutes.")
                                .empty("no exporter, or it plays a recording")
                                .upTo(180, 300),
                        Draft.series("restarts", "Watches opened again", "short")
                                .ask(
                                        "sum by (cluster, resource, reason) (increase(strata_watch_restarts_total{$C}[$R]))",
                                        "{{resource}} {{reason}}")
                                .says(
                                        "How often a watch had to be opened again, by reason; some are normal, many are a fault of the way.")
                                .empty("none, or no exporter"),
                        Draft.series("dropped", "Series left out", "short")
                                .ask(
                                        "sum by (cluster, reason) (increase(strata_series_dropped_total{$C}[$R]))",
                                        "{{reason}}")
                                .says(
                                        "Series that a cap kept out of the exposition: the worst findings are always kept.")
                                .empty("none, or no exporter"),
                        Draft.series("evaluation", "Time of an evaluation, p95", "s")
                                .ask(
                                        "histogram_quantile(0.95, sum by (cluster, le) (rate(strata_evaluation_duration_seconds_bucket{$C}[$R])))",
                                        "p95 {{cluster}}")
                                .says("How long the exporter takes to judge all signals once.")
                                .empty("no exporter")
                                .upTo(1, 5),
                        Draft.series("objects", "Objects held", "short")
                                .ask("max by (cluster, resource) (strata_objects{$C})", "{{resource}}")
                                .says(
                                        "Objects of the cluster that the exporter knows, by resource; a sudden fall to zero is blindness.")
                                .empty("no exporter"),
                        Draft.table("signals-off", "Signals that are off")
                                .column(
                                        "off",
                                        "short",
                                        "count by (cluster, layer, signal) (strata_signal_enabled{$C} == 0)")
                                .says(
                                        "Signals whose source is not configured or that were switched off: a choice, but one to know of.")
                                .empty("all are on, or no exporter")
                                .hiding("off")
                                .size(8, 7)));
    }

    /** Which metrics that an alert reads do not exist at all; those that exist only while something is wrong are left out. */
    private static Row inputs(List<CompiledAlert> alerts) {
        var names = new TreeSet<String>();
        for (CompiledAlert alert : alerts) {
            ExprFold.forEach(alert.rule().expr(), node -> {
                if (node instanceof VectorSelector selector
                        && !selector.metricName().isEmpty()) {
                    names.add(selector.metricName());
                }
            });
        }
        names.removeAll(SPARSE);
        if (names.isEmpty()) {
            return Row.open("What the alerts read", List.of());
        }
        Draft table = Draft.table("inputs", "Metrics that alerts read and nobody exports");
        var some = new ArrayList<String>();
        for (String name : names) {
            some.add("label_replace(group by (cluster) (up{$C}) unless on (cluster) group by (cluster) (" + name
                    + "{$C}), \"metric\", \"" + name + "\", \"\", \"\")");
            if (some.size() == METRICS_IN_ONE_QUERY) {
                table.column("missing", "short", String.join(" or ", some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            table.column("missing", "short", String.join(" or ", some));
        }
        return Row.open(
                "What the alerts read",
                Draft.all(table.says(
                                "Each of the " + names.size()
                                        + " metrics that alerts read, if there is no series of that"
                                        + " name now: its exporter is not installed or not scraped, and the alerts on it cannot fire.")
                        .empty("all of them exist")
                        .hiding("missing")));
    }

    private static Row scraping() {
        return Row.open(
                "Scraping",
                Draft.all(
                        Draft.table("targets-down", "Targets that do not answer")
                                .column("down", "short", "group by (cluster, job, instance) (up{$C} == 0)")
                                .says("Every target that Prometheus cannot scrape now.")
                                .empty("all answer, or there are none")
                                .hiding("down")
                                .size(8, 8),
                        Draft.series("scrape-time", "Slowest scrapes", "s")
                                .ask(
                                        "topk(10, max by (cluster, job, instance) (scrape_duration_seconds{$C}))",
                                        "{{job}} {{instance}}")
                                .says(
                                        "How long the slowest targets take to answer; above their interval samples are lost.")
                                .empty("no targets at all")
                                .upTo(5, 10)
                                .size(8, 8),
                        Draft.series("samples", "Samples by job", "short")
                                .ask(
                                        "topk(10, sum by (cluster, job) (scrape_samples_post_metric_relabeling{$C}))",
                                        "{{job}}")
                                .says(
                                        "Where the series come from; a job that grows without end will one day stop Prometheus.")
                                .empty("no targets at all")
                                .stacked()
                                .size(8, 8)));
    }

    private static Row rules() {
        return Row.open(
                "Rules and notifications",
                Draft.all(
                        Draft.series("rule-time", "Rule groups over their interval", "percentunit")
                                .ask(
                                        "label_replace(topk(10, prometheus_rule_group_last_duration_seconds{$C}"
                                                + " / prometheus_rule_group_interval_seconds{$C}),"
                                                + " \"group\", \"$1\", \"rule_group\", \".*;(.+)\")",
                                        "{{group}}")
                                .says(
                                        "Time that each group takes over the time it has; at one, evaluations are skipped.")
                                .from(PROMETHEUS)
                                .upTo(0.5, 1),
                        Draft.series("rule-errors", "Evaluations that fail", "ops")
                                .ask(
                                        "sum by (cluster, group) (label_replace(rate(prometheus_rule_evaluation_failures_total{$C}[$R]),"
                                                + " \"group\", \"$1\", \"rule_group\", \".*;(.+)\"))",
                                        "{{group}}")
                                .says(
                                        "Rules that Prometheus could not evaluate; an alert that fails to evaluate never fires.")
                                .from(PROMETHEUS),
                        Draft.series("notifications", "Notifications lost", "ops")
                                .ask(
                                        "sum by (cluster) (rate(prometheus_notifications_dropped_total{$C}[$R]))",
                                        "dropped")
                                .ask("sum by (cluster) (rate(prometheus_notifications_errors_total{$C}[$R]))", "failed")
                                .ask(
                                        "sum by (cluster, integration) (rate(alertmanager_notifications_failed_total{$C}[$R]))",
                                        "{{integration}}")
                                .says(
                                        "Alerts that did not reach Alertmanager, and those that Alertmanager could not hand on.")
                                .from(PROMETHEUS + " and Alertmanager's")
                                .upTo(0.001, 0.1)));
    }
}
