package dev.strata.rulegen.inspect;

import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lints of a dashboard as a whole and of its variables. */
final class VariableLints {
    private static final Pattern LABEL_VALUES = Pattern.compile("\\s*label_values\\((.+),\\s*\\w+\\s*\\)\\s*");
    private static final Pattern QUERY_RESULT = Pattern.compile("\\s*query_result\\((.+)\\)\\s*");

    private VariableLints() {}

    static List<DashboardLint> all() {
        return List.of(
                new Whole("dash-datasource-variable", VariableLints::datasource),
                new Whole("dash-variable-query", VariableLints::queries),
                new Whole("dash-variable-refresh", VariableLints::refresh),
                new Whole("dash-variable-unknown", VariableLints::unknown),
                new Whole("dash-variable-unused", VariableLints::unused),
                new Whole("dash-editable", VariableLints::editable),
                new Whole("dash-portable", VariableLints::portable));
    }

    private record Whole(String id, Question question) implements DashboardLint {
        interface Question {
            void ask(DashboardText dashboard, Report report);
        }

        @Override
        public void check(DashboardText dashboard, Report report) {
            question.ask(dashboard, report);
        }
    }

    private static void datasource(DashboardText dashboard, DashboardLint.Report report) {
        boolean asks = dashboard.panels().stream().anyMatch(DashboardText::isChart);
        boolean chosen = dashboard.variables().stream()
                .anyMatch(variable -> variable.text("type").equals("datasource"));
        if (asks && !chosen) {
            report.warning(
                    dashboard.root(),
                    "",
                    "the data source cannot be chosen",
                    "add a variable of the type datasource and use it in every panel");
        }
    }

    private static void queries(DashboardText dashboard, DashboardLint.Report report) {
        for (JsonValue variable : dashboard.variables()) {
            JsonValue place = query(variable);
            String text = place.text().orElse("");
            Matcher matcher = LABEL_VALUES.matcher(text);
            boolean prometheus = variable.text("type").equals("query");
            if (!matcher.matches()) {
                matcher = QUERY_RESULT.matcher(text);
            }
            if (prometheus && matcher.matches()) {
                String query = GrafanaText.fill(matcher.group(1), Map.of());
                PromqlParser.Result result = PromqlParser.create().parse(query);
                if (!result.isOk()) {
                    report.error(
                            place,
                            "",
                            "the query of the variable \"" + variable.text("name") + "\" is no PromQL: "
                                    + result.diagnostics().get(0).message(),
                            null);
                }
            }
        }
    }

    private static JsonValue query(JsonValue variable) {
        JsonValue query = variable.get("query").orElse(variable);
        return query.get("query").orElse(query);
    }

    private static void refresh(DashboardText dashboard, DashboardLint.Report report) {
        for (JsonValue variable : dashboard.variables()) {
            if (variable.text("type").equals("query") && variable.whole("refresh", 0) != 2) {
                report.warning(
                        variable,
                        "",
                        "the values of \"" + variable.text("name") + "\" are not read anew when the time changes",
                        "set refresh to 2");
            }
        }
    }

    private static void unknown(DashboardText dashboard, DashboardLint.Report report) {
        var declared = new TreeSet<String>();
        dashboard.variables().forEach(variable -> declared.add(variable.text("name")));
        dashboard.root().list("__inputs").forEach(input -> declared.add(input.text("name")));
        for (JsonValue panel : dashboard.panels()) {
            for (JsonValue target : panel.list("targets")) {
                JsonValue expr = target.get("expr").orElse(target);
                for (String name : GrafanaText.variables(expr.text().orElse(""))) {
                    if (!declared.contains(name) && !name.matches("\\d+")) {
                        report.error(expr, panel.text("title"), "the variable \"" + name + "\" is not declared", null);
                    }
                }
            }
        }
    }

    private static void unused(DashboardText dashboard, DashboardLint.Report report) {
        var used = new TreeSet<String>();
        var strings = new ArrayList<JsonValue>();
        dashboard.root().strings(strings);
        for (JsonValue string : strings) {
            used.addAll(GrafanaText.variables(string.text().orElse("")));
        }
        dashboard.root().list("panels").forEach(panel -> used.add(panel.text("repeat")));
        dashboard.panels().forEach(panel -> used.add(panel.text("repeat")));
        var places = new TreeMap<String, JsonValue>();
        dashboard.variables().stream()
                .filter(variable -> !variable.text("type").equals("adhoc"))
                .forEach(variable -> places.put(variable.text("name"), variable));
        places.keySet().removeAll(used);
        places.forEach((name, place) ->
                report.warning(place, "", "the variable \"" + name + "\" is not used", "use it or take it out"));
    }

    private static void editable(DashboardText dashboard, DashboardLint.Report report) {
        if (!dashboard.root().text("editable").equals("false")) {
            report.warning(dashboard.root(), "", "the dashboard can be edited in the browser", "set editable to false");
        }
    }

    private static void portable(DashboardText dashboard, DashboardLint.Report report) {
        for (String name : List.of("id", "__inputs")) {
            dashboard
                    .root()
                    .get(name)
                    .filter(value -> value.isNumber() || !value.items().isEmpty())
                    .ifPresent(value -> report.warning(
                            value,
                            "",
                            "\"" + name + "\" belongs to one server or to the import dialogue",
                            "take it out: files and sidecars do not resolve it"));
        }
        String uid = dashboard.root().text("uid");
        if (uid.length() > 40) {
            report.error(dashboard.root(), "", "the uid \"" + uid + "\" is longer than 40 characters", null);
        }
    }
}
