package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.route.Inhibition;
import dev.strata.rulegen.route.Route;
import dev.strata.rulegen.route.Routing;

/**
 * Routes, inhibitions and receivers for Alertmanager. The file is a whole configuration on its own, so that it can be
 * checked; the receivers are empty, and only alerts that carry a layer are routed.
 */
final class RouteWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RouteWriter() {}

    static OutputFile write(Routing routing) {
        ObjectNode root = JSON.objectNode();
        ObjectNode top = root.putObject("route");
        top.put("receiver", "strata-null");
        ObjectNode own = top.putArray("routes").addObject();
        own.put("receiver", "strata-null");
        own.putArray("matchers").add("layer=~\"cluster|platform|application|business\"");
        ArrayNode groupBy = own.putArray("group_by");
        routing.groupBy().forEach(groupBy::add);
        ArrayNode routes = own.putArray("routes");
        routing.routes().forEach(route -> routes.add(route(route)));
        if (!routing.inhibitions().isEmpty()) {
            ArrayNode inhibitions = root.putArray("inhibit_rules");
            routing.inhibitions().forEach(inhibition -> inhibitions.add(inhibition(inhibition)));
        }
        ArrayNode receivers = root.putArray("receivers");
        routing.routes().forEach(route -> receivers.addObject().put("name", route.receiver()));
        String comment =
                Outputs.MARK + " from rules/definitions; merge routes, inhibit_rules and receivers into yours.";
        return new OutputFile("rules/generated/alertmanager-route.yaml", YamlText.of(comment, root));
    }

    private static ObjectNode route(Route route) {
        ObjectNode node = JSON.objectNode();
        node.put("receiver", route.receiver());
        node.putArray("matchers").add("severity=~\"" + String.join("|", route.severities()) + "\"");
        node.put("group_wait", PromTime.text(route.groupWait()));
        node.put("group_interval", "1m");
        node.put("repeat_interval", PromTime.text(route.repeat()));
        return node;
    }

    private static ObjectNode inhibition(Inhibition inhibition) {
        ObjectNode node = JSON.objectNode();
        matchers(node.putArray("source_matchers"), inhibition.source(), inhibition.sourceSeverity());
        matchers(node.putArray("target_matchers"), inhibition.target(), inhibition.targetSeverity());
        ArrayNode equal = node.putArray("equal");
        inhibition.equal().forEach(equal::add);
        return node;
    }

    private static void matchers(ArrayNode node, String alert, String severity) {
        node.add("alertname=\"" + alert + "\"").add("severity=\"" + severity + "\"");
    }
}
