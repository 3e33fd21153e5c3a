package dev.strata.rulegen.inspect;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.metric.KnownMetric;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Finding;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.infer.Unit;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lints of the queries of panels. A query is read with its variables filled in. */
final class QueryLints {
    private static final Set<String> RATES = Set.of("rate", "irate", "increase");

    private static final Pattern CHOSEN_WINDOW = Pattern.compile("\\[\\$\\{?(\\w+)");
    private static final Pattern CHOSEN_CLUSTER = Pattern.compile("\\bcluster\\s*=~?\\s*\"\\$\\{?cluster\\b");

    private static final MetricIndex METRICS = MetricIndex.standard();
    private static final Inference INFERENCE = Inference.of(METRICS, new Surroundings(null, Set.of("cluster")));

    private static final Set<String> SIZES =
            Set.of("bytes", "decbytes", "kbytes", "mbytes", "Bps", "binBps", "percent", "percentunit");
    private static final Set<String> TIMES =
            Set.of("s", "ms", "ns", "µs", "m", "h", "d", "percent", "percentunit", "reqps", "ops");

    private QueryLints() {}

    static List<DashboardLint> all() {
        return List.of(
                new Each("dash-promql", QueryLints::sound),
                new Each("dash-rate-window", QueryLints::windows),
                new Each("dash-cluster", QueryLints::cluster),
                new Each("dash-counter", QueryLints::counters),
                new Each("dash-unknown-metric", QueryLints::known),
                new Each("dash-unit-mismatch", QueryLints::units));
    }

    /** A query of a panel; the tree is there if it is PromQL. */
    private record Asked(DashboardText dashboard, JsonValue panel, JsonValue place, PromqlParser.Result result) {
        String title() {
            return panel.text("title");
        }

        Optional<Expr> tree() {
            return Optional.ofNullable(result.tree());
        }
    }

    private record Each(String id, Question question) implements DashboardLint {
        interface Question {
            void ask(Asked asked, Report report);
        }

        @Override
        public void check(DashboardText dashboard, Report report) {
            Map<String, String> values = values(dashboard);
            for (JsonValue panel : dashboard.panels()) {
                for (JsonValue target : panel.list("targets")) {
                    JsonValue place = target.get("expr").orElse(target);
                    String text = place.text().orElse("");
                    if (dashboard.asksPrometheus(panel, target) && !text.isBlank()) {
                        PromqlParser.Result result = PromqlParser.create().parse(GrafanaText.fill(text, values));
                        question.ask(new Asked(dashboard, panel, place, result), report);
                    }
                }
            }
        }
    }

    /** What fits where a variable may stand outside of quotes too. */
    private static Map<String, String> values(DashboardText dashboard) {
        var values = new TreeMap<String, String>();
        for (JsonValue variable : dashboard.variables()) {
            String name = variable.text("name");
            String current =
                    variable.at("current", "value").flatMap(JsonValue::text).orElse("");
            switch (variable.text("type")) {
                case "interval" -> values.put(name, current.matches("\\d+[smhdwy]") ? current : "5m");
                case "constant", "textbox", "custom" -> {
                    boolean usable = !current.isEmpty() && !current.startsWith("$");
                    values.put(name, usable ? current : "1");
                }
                default -> values.put(name, ".+");
            }
        }
        return values;
    }

    private static void sound(Asked asked, DashboardLint.Report report) {
        if (!asked.result().isOk()) {
            var first = asked.result().diagnostics().get(0);
            String where = " (at character " + (first.span().start() + 1) + " of the filled query)";
            report.error(asked.place(), asked.title(), first.message() + where, first.hint());
            return;
        }
        for (Finding finding : INFERENCE.infer(asked.result().expr()).findings()) {
            Level level = finding.level() == Level.ERROR ? Level.WARNING : finding.level();
            report.add(level, asked.place(), asked.title(), finding.message(), finding.hint());
        }
    }

    private static void windows(Asked asked, DashboardLint.Report report) {
        String text = asked.place().text().orElse("");
        asked.tree()
                .ifPresent(tree -> ExprFold.forEach(tree, node -> {
                    if (node instanceof Call call
                            && RATES.contains(call.function())
                            && call.arguments().get(0) instanceof MatrixSelector
                            && !text.contains("$__rate_interval")
                            && !text.contains("${__rate_interval}")
                            && !text.contains("$__range")) {
                        Matcher chosen = CHOSEN_WINDOW.matcher(text);
                        report.warning(
                                asked.place(),
                                asked.title(),
                                call.function() + "() looks over "
                                        + (chosen.find()
                                                ? "$" + chosen.group(1) + ", which can be too short for two scrapes"
                                                : "a fixed window, which is empty or coarse at other zooms"),
                                "use [$__rate_interval], or an exception with its reason if the window is the meaning");
                    }
                }));
    }

    /** Only where the dashboard lets one choose the value of the label: the word may mean other clusters too. */
    private static void cluster(Asked asked, DashboardLint.Report report) {
        boolean chooses = asked.dashboard().variables().stream()
                .anyMatch(variable -> variable.text("name").equals("cluster"));
        boolean ofTheLabel = asked.dashboard().panels().stream()
                .flatMap(panel -> panel.list("targets").stream())
                .anyMatch(target -> CHOSEN_CLUSTER.matcher(target.text("expr")).find());
        if (!chooses || !ofTheLabel) {
            return;
        }
        asked.tree()
                .ifPresent(tree -> ExprFold.forEach(tree, node -> {
                    boolean loose = node instanceof VectorSelector selector
                            && selector.matchers().stream()
                                    .noneMatch(matcher -> matcher.label().equals("cluster"));
                    if (loose) {
                        report.warning(
                                asked.place(),
                                asked.title(),
                                "\"" + ((VectorSelector) node).metricName()
                                        + "\" is read for all clusters, whichever is chosen",
                                "add cluster=~\"$cluster\"");
                    }
                }));
    }

    private static void counters(Asked asked, DashboardLint.Report report) {
        asked.tree().ifPresent(tree -> {
            Expr inner = tree;
            while (inner instanceof AggregateExpr || inner instanceof ParenExpr) {
                boolean sums = inner instanceof AggregateExpr;
                Expr next = sums ? ((AggregateExpr) inner).operand() : ((ParenExpr) inner).inner();
                boolean counts = sums
                        && Set.of("count", "group")
                                .contains(((AggregateExpr) inner).op().text());
                if (counts) {
                    return;
                }
                inner = next;
            }
            if (inner instanceof VectorSelector selector
                    && selector.metricName().endsWith("_total")
                    && !asked.panel().text("type").equals("table")) {
                report.warning(
                        asked.place(),
                        asked.title(),
                        "\"" + selector.metricName() + "\" only ever rises: the panel shows how long a process has run",
                        "put it into rate() or increase()");
            }
        });
    }

    private static void known(Asked asked, DashboardLint.Report report) {
        asked.tree()
                .ifPresent(tree -> ExprFold.forEach(tree, node -> {
                    if (node instanceof VectorSelector selector) {
                        String name = selector.metricName();
                        boolean invented = METRICS.byName(name).isEmpty() && METRICS.shouldKnow(name);
                        if (invented) {
                            report.warning(
                                    asked.place(), asked.title(), "no exporter has the metric \"" + name + "\"", null);
                        }
                    }
                }));
    }

    private static void units(Asked asked, DashboardLint.Report report) {
        String shown = asked.panel()
                .at("fieldConfig", "defaults", "unit")
                .flatMap(JsonValue::text)
                .orElse("");
        asked.tree().ifPresent(tree -> {
            Unit unit = INFERENCE.infer(tree).description().meaning().unit();
            boolean seconds = unit.equals(Unit.SECONDS) && SIZES.contains(shown);
            boolean bytes = unit.equals(Unit.BYTES) && TIMES.contains(shown);
            boolean percent = asked.result().isOk() && shown.equals("percent") && ratio(tree);
            if (seconds || bytes || percent) {
                report.warning(
                        asked.place(),
                        asked.title(),
                        "the query yields " + (seconds ? "seconds" : bytes ? "bytes" : "a ratio from 0 to 1")
                                + ", the panel shows \"" + shown + "\"",
                        percent ? "use percentunit" : null);
            }
        });
    }

    private static boolean ratio(Expr tree) {
        if (tree instanceof VectorSelector selector) {
            Optional<KnownMetric> metric = METRICS.byName(selector.metricName());
            return metric.filter(one -> one.unit().equals("ratio")).isPresent();
        }
        return false;
    }
}
