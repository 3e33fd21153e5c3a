package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Dashboard.Variable;
import dev.strata.rulegen.dashboard.Event;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Addresses of the pages, ways between them, and what each page has above its panels. */
final class Pages {
    static final String OVERVIEW = "strata-overview";
    static final String ALERTS = "strata-alerts";
    static final String WORKLOAD = "strata-workload";
    static final String NODE = "strata-node";
    static final String SLO = "strata-slo";
    static final String META = "strata-meta";

    static final Variable CLUSTERS = new Variable("cluster", "Cluster", "label_values(up{job!=\"\"}, cluster)", ".*");
    static final Variable NAMESPACES = new Variable(
            "namespace", "Namespace", Draft.fill("label_values(kube_namespace_created{$C}, namespace)"), ".+");
    static final Variable WORKLOADS = new Variable(
            "workload",
            "Deployment",
            Draft.fill("label_values(kube_deployment_created{$C,namespace=~\"$namespace\"}, deployment)"),
            ".+");
    static final Variable NODES =
            new Variable("node", "Node", Draft.fill("label_values(kube_node_info{$C}, node)"), ".+");
    static final Variable SLOS = new Variable("slo", "Objective", Draft.fill("label_values(slo:info{$C}, slo)"), ".+");

    /** Pages that are always there. */
    static final List<String> GENERATED = Stream.concat(
                    Arrays.stream(Layer.values()).map(Pages::of),
                    Stream.of(OVERVIEW, ALERTS, WORKLOAD, NODE, SLO, META))
            .toList();

    /** What each link hands on: the data source, the clusters and the time. */
    private static final String CHOICES = "?${datasource:queryparam}&${cluster:queryparam}&${__url_time_range}";

    private static final String READ =
            "Grey, a gap or UNKNOWN means that it cannot be seen, never that all is well. Dashed lines are the limits of alerts.";
    private static final String BACK =
            "Next: a row of a table leads to its workload or node; the menu Health leads back.";
    private static final Map<String, String> READING = Map.of(
            OVERVIEW,
            "One tile a layer, from the machines (left) to the customers (right). WARN and CRIT: something is wrong there."
                    + " HIT: it only suffers from another layer. UNKNOWN: it cannot be seen.",
            ALERTS,
            "Every alert that is loaded, the quiet ones too. An alert that is missing here has no rule loaded.",
            META,
            "What is red here makes green elsewhere worthless: what cannot be seen is UNKNOWN on the other pages.");
    private static final Map<String, String> NEXT = Map.of(
            OVERVIEW,
            "The table below the tiles says what is behind it and what to do first; click its name to go there.",
            ALERTS,
            "Next: the name of an alert leads to its runbook, its panel number to its panel.",
            SLO,
            "Next: the runbook of a burn alert; what burns an objective stands on the page of its layer.",
            META,
            "Next: repair the source that is down; the menu Health leads back.");

    private Pages() {}

    /** The uid of a layer's page. */
    static String of(Layer layer) {
        return "strata-" + layer.id();
    }

    /** The address of a page, seen from another one. */
    static String to(String uid) {
        return "/d/" + uid + CHOICES;
    }

    /** The same with a variable of the target taken from a column of the row that was clicked. */
    static String to(String uid, String variable, String column) {
        return to(uid) + "&var-" + variable + "=${__data.fields[\"" + column + "\"]}";
    }

    static Dashboard page(
            String uid,
            String title,
            String question,
            String from,
            List<Variable> variables,
            List<Event> events,
            List<Row> rows) {
        var all = new ArrayList<Variable>();
        all.add(CLUSTERS);
        all.addAll(variables);
        var tags = List.of("strata", uid.substring("strata-".length()));
        return new Dashboard(
                uid,
                title,
                question,
                tags,
                from,
                all,
                events,
                withNote(
                        uid,
                        question,
                        rows.stream().filter(row -> !row.panels().isEmpty()).toList()));
    }

    /** At the top of a page: its question, how to read it, where to go next. */
    private static List<Row> withNote(String uid, String question, List<Row> rows) {
        Row first = rows.get(0);
        var panels = new ArrayList<Panel>();
        panels.add(Draft.note(question, READING.getOrDefault(uid, READ), NEXT.getOrDefault(uid, BACK))
                .done());
        panels.addAll(first.panels());
        var all = new ArrayList<>(rows);
        all.set(0, new Row(first.title(), first.folded(), first.repeat(), panels));
        return all;
    }

    /** The rows of a layer's page: its own, then one for the alerts of each file of definitions. */
    static List<Row> rows(List<Row> alerts, Row... own) {
        var all = new ArrayList<Row>(List.of(own));
        all.addAll(alerts);
        return all;
    }

    /** Alerts that fire; the matchers choose among them. */
    static Event firing(String name, String matchers) {
        String query = Draft.fill("ALERTS{$C,alertstate=\"firing\"," + matchers + "}");
        return new Event(name, query, false, "{{alertname}} {{namespace}} {{name}}", PanelStyle.RED);
    }

    /** Rollouts, edits of autoscalers, nodes that joined. */
    static Event changes(String matchers) {
        String query = Draft.fill("strata_change_timestamp_seconds{$C" + matchers + "} * 1000");
        return new Event("Changes", query, true, "{{change}} of {{kind}} {{namespace}}/{{name}}", PanelStyle.BLUE);
    }
}
