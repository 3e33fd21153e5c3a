package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.route.InhibitRule;
import dev.strata.rulegen.route.RouteMatcher;
import dev.strata.rulegen.route.RouteNode;
import dev.strata.rulegen.route.RouteNode.Timing;
import dev.strata.rulegen.route.RoutePlan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Routes for those who install by the Prometheus operator: as its AlertmanagerConfig, and as values of the usual chart. */
final class OperatorWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OperatorWriter() {}

    /** One AlertmanagerConfig; it has no inheritance from the tree above, so all is written out. */
    static OutputFile config(RoutePlan plan, Targets targets) {
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "monitoring.coreos.com/v1alpha1");
        root.put("kind", "AlertmanagerConfig");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", "strata");
        if (!targets.objects().namespace().isEmpty()) {
            metadata.put("namespace", targets.objects().namespace());
        }
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/name", "strata");
        targets.objects().labels().forEach(labels::put);
        ObjectNode spec = root.putObject("spec");
        RouteNode own = plan.root().routes().get(0);
        spec.set("route", route(own));
        ArrayNode receivers = spec.putArray("receivers");
        RouteWriter.receivers(own).forEach(name -> receivers.addObject().put("name", name));
        ArrayNode inhibitions = spec.putArray("inhibitRules");
        plan.inhibitions().forEach(rule -> inhibitions.add(inhibition(rule)));
        String comment =
                Outputs.MARK + " from rules/definitions; give the receivers their integrations. Alerts about the"
                        + " cluster carry no namespace:\n# set alertmanagerConfigMatcherStrategy.type to None in your Alertmanager.";
        String text = YamlText.of(comment, root);
        return new OutputFile(
                RuleWriter.FOLDER + "alertmanager-config.yaml",
                targets.objects().helm() ? HelmText.of(text) : text);
    }

    private static ObjectNode route(RouteNode node) {
        ObjectNode json = JSON.objectNode();
        json.put("receiver", node.receiver());
        json.set("matchers", matchers(node.matchers()));
        ArrayNode groupBy = json.putArray("groupBy");
        node.groupBy().forEach(groupBy::add);
        Timing timing = node.timing();
        json.put("groupWait", PromTime.text(timing.groupWait()));
        json.put("groupInterval", PromTime.text(timing.groupInterval()));
        json.put("repeatInterval", PromTime.text(timing.repeat()));
        if (node.continues()) {
            json.put("continue", true);
        }
        if (!node.routes().isEmpty()) {
            ArrayNode routes = json.putArray("routes");
            node.routes().forEach(child -> routes.add(route(child)));
        }
        return json;
    }

    private static ArrayNode matchers(List<RouteMatcher> matchers) {
        ArrayNode list = JSON.arrayNode();
        for (RouteMatcher matcher : matchers) {
            ObjectNode node = list.addObject();
            node.put("name", matcher.label());
            node.put("matchType", matcher.op().text());
            node.put("value", matcher.value());
        }
        return list;
    }

    private static ObjectNode inhibition(InhibitRule rule) {
        ObjectNode node = JSON.objectNode();
        node.set("sourceMatch", matchers(rule.source()));
        node.set("targetMatch", matchers(rule.target()));
        ArrayNode equal = node.putArray("equal");
        rule.equal().forEach(equal::add);
        return node;
    }

    /** Values over those of kube-prometheus-stack: its own routes stay, ours come first; alerts of ours put its out. */
    static OutputFile values(RoutePlan plan, Set<String> replaced) {
        ObjectNode root = JSON.objectNode();
        ObjectNode disabled = root.putObject("defaultRules").putObject("disabled");
        new TreeSet<>(replaced).forEach(name -> disabled.put(name, true));
        ObjectNode alertmanager = root.putObject("alertmanager");
        alertmanager.set("config", AlertmanagerConfig.merged(AlertmanagerConfig.stock(), plan));
        alertmanager.putObject("templateFiles").put("strata.tmpl", MessageTemplates.TEXT);
        String comment = Outputs.MARK
                + " from rules/definitions; give it to Helm after your own values (-f), and the receivers their"
                + " integrations.";
        return new OutputFile(RuleWriter.FOLDER + "kube-prometheus-stack.values.yaml", YamlText.of(comment, root));
    }
}
