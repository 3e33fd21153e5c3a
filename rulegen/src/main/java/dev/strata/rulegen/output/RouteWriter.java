package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.route.InhibitRule;
import dev.strata.rulegen.route.RouteMatcher;
import dev.strata.rulegen.route.RouteNode;
import dev.strata.rulegen.route.RouteNode.Timing;
import dev.strata.rulegen.route.RoutePlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Routes, inhibitions and receivers in the words of Alertmanager; what a route inherits is left out. */
final class RouteWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RouteWriter() {}

    /** A whole configuration, so that it can be checked; the receivers are empty. */
    static ObjectNode config(RoutePlan plan) {
        ObjectNode root = JSON.objectNode();
        ObjectNode top = root.putObject("route");
        top.put("receiver", plan.root().receiver());
        fill(top, plan.root(), List.of(), Timing.DEFAULT);
        if (!plan.inhibitions().isEmpty()) {
            ArrayNode inhibitions = root.putArray("inhibit_rules");
            plan.inhibitions().forEach(rule -> inhibitions.add(inhibition(rule)));
        }
        ArrayNode receivers = root.putArray("receivers");
        receivers(plan.root()).forEach(name -> receivers.addObject().put("name", name));
        return root;
    }

    /** The receivers in the order in which the routes name them, the deepest first. */
    static Set<String> receivers(RouteNode node) {
        var names = new LinkedHashSet<String>();
        node.routes().forEach(child -> names.addAll(receivers(child)));
        names.add(node.receiver());
        return names;
    }

    /** One route with what it does not inherit. */
    static ObjectNode route(RouteNode node, List<String> groupBy, Timing timing) {
        ObjectNode json = JSON.objectNode();
        json.put("receiver", node.receiver());
        ArrayNode matchers = json.putArray("matchers");
        node.matchers().stream().map(RouteMatcher::text).forEach(matchers::add);
        fill(json, node, groupBy, timing);
        return json;
    }

    private static void fill(ObjectNode json, RouteNode node, List<String> groupBy, Timing timing) {
        if (!node.groupBy().equals(groupBy)) {
            ArrayNode labels = json.putArray("group_by");
            node.groupBy().forEach(labels::add);
        }
        Timing own = node.timing();
        if (!own.equals(timing)) {
            json.put("group_wait", PromTime.text(own.groupWait()));
            json.put("group_interval", PromTime.text(own.groupInterval()));
            json.put("repeat_interval", PromTime.text(own.repeat()));
        }
        if (node.continues()) {
            json.put("continue", true);
        }
        if (!node.routes().isEmpty()) {
            ArrayNode routes = json.putArray("routes");
            node.routes().forEach(child -> routes.add(route(child, node.groupBy(), own)));
        }
    }

    static ObjectNode inhibition(InhibitRule rule) {
        ObjectNode node = JSON.objectNode();
        ArrayNode source = node.putArray("source_matchers");
        rule.source().stream().map(RouteMatcher::text).forEach(source::add);
        ArrayNode target = node.putArray("target_matchers");
        rule.target().stream().map(RouteMatcher::text).forEach(target::add);
        ArrayNode equal = node.putArray("equal");
        rule.equal().forEach(equal::add);
        return node;
    }
}
