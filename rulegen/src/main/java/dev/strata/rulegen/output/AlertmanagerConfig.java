package dev.strata.rulegen.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.route.InhibitRule;
import dev.strata.rulegen.route.RouteMatcher;
import dev.strata.rulegen.route.RouteNode;
import dev.strata.rulegen.route.RouteNode.Timing;
import dev.strata.rulegen.route.RoutePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations of Alertmanager that somebody has already. */
public final class AlertmanagerConfig {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern MATCHER = Pattern.compile(
            "\\s*\"?([a-zA-Z_][a-zA-Z0-9_]*)\"?\\s*(=~|!~|!=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(.*?))\\s*");

    private AlertmanagerConfig() {}

    /** The text is no configuration. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unreadable(String message) {
            super(message);
        }
    }

    /**
     * An existing configuration with our routes, inhibitions and receivers in it. Ours stand before its own routes, and
     * what an earlier run put in is replaced; comments are lost.
     */
    public static String merged(String text, RoutePlan plan) throws Unreadable {
        return YamlText.of("Merged by rulegen: routes, inhibitions and receivers of strata.", merged(read(text), plan));
    }

    /** What it routes, groups and inhibits, for the simulator. */
    public static RoutePlan plan(String text) throws Unreadable {
        ObjectNode root = read(text);
        var inhibitions = new ArrayList<InhibitRule>();
        for (JsonNode rule : root.path("inhibit_rules")) {
            inhibitions.add(
                    new InhibitRule(matchers(rule, "source_"), matchers(rule, "target_"), texts(rule.path("equal"))));
        }
        return new RoutePlan(route(root.path("route"), "", List.of(), Timing.DEFAULT), inhibitions);
    }

    private static ObjectNode read(String text) throws Unreadable {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unreadable("no YAML: " + e.getOriginalMessage());
        }
        if (!(tree instanceof ObjectNode root) || !root.path("route").isObject()) {
            throw new Unreadable("no configuration of Alertmanager: it has no route");
        }
        return root;
    }

    static ObjectNode merged(ObjectNode existing, RoutePlan plan) {
        ObjectNode root = existing.deepCopy();
        ObjectNode ours = RouteWriter.config(plan);
        Set<String> names = new HashSet<>();
        ours.path("receivers")
                .forEach(receiver -> names.add(receiver.path("name").asText()));
        ObjectNode route = (ObjectNode) root.path("route");
        ArrayNode routes = JSON.arrayNode();
        ours.path("route").path("routes").forEach(routes::add);
        route.path("routes").forEach(child -> {
            if (!names.contains(child.path("receiver").asText())) {
                routes.add(child);
            }
        });
        route.set("routes", routes);
        ArrayNode inhibitions = JSON.arrayNode();
        root.path("inhibit_rules").forEach(inhibitions::add);
        ours.path("inhibit_rules").forEach(rule -> {
            if (!contains(inhibitions, rule)) {
                inhibitions.add(rule);
            }
        });
        root.set("inhibit_rules", inhibitions);
        ArrayNode receivers = JSON.arrayNode();
        Set<String> known = new HashSet<>();
        root.path("receivers").forEach(receiver -> {
            receivers.add(receiver);
            known.add(receiver.path("name").asText());
        });
        ours.path("receivers").forEach(receiver -> {
            if (known.add(receiver.path("name").asText())) {
                receivers.add(receiver);
            }
        });
        root.set("receivers", receivers);
        return root;
    }

    private static boolean contains(ArrayNode list, JsonNode wanted) {
        for (JsonNode element : list) {
            if (element.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** What kube-prometheus-stack configures where nobody says otherwise. */
    static ObjectNode stock() {
        ObjectNode root = JSON.objectNode();
        root.putObject("global").put("resolve_timeout", "5m");
        ArrayNode inhibitions = root.putArray("inhibit_rules");
        stockInhibition(inhibitions, "severity = critical", "severity =~ warning|info", "namespace", "alertname");
        stockInhibition(inhibitions, "severity = warning", "severity = info", "namespace", "alertname");
        stockInhibition(inhibitions, "alertname = InfoInhibitor", "severity = info", "namespace");
        ObjectNode nobody = inhibitions.addObject();
        nobody.putArray("target_matchers").add("alertname = InfoInhibitor");
        ObjectNode route = root.putObject("route");
        route.putArray("group_by").add("namespace");
        route.put("group_wait", "30s");
        route.put("group_interval", "5m");
        route.put("repeat_interval", "12h");
        route.put("receiver", "null");
        ObjectNode watchdog = route.putArray("routes").addObject();
        watchdog.put("receiver", "null");
        watchdog.putArray("matchers").add("alertname = \"Watchdog\"");
        root.putArray("receivers").addObject().put("name", "null");
        root.putArray("templates").add("/etc/alertmanager/config/*.tmpl");
        return root;
    }

    private static void stockInhibition(ArrayNode rules, String source, String target, String... equal) {
        ObjectNode rule = rules.addObject();
        rule.putArray("source_matchers").add(source);
        rule.putArray("target_matchers").add(target);
        ArrayNode labels = rule.putArray("equal");
        for (String label : equal) {
            labels.add(label);
        }
    }

    private static RouteNode route(JsonNode node, String receiver, List<String> groupBy, Timing timing)
            throws Unreadable {
        String own = node.path("receiver").asText(receiver);
        List<String> labels = node.has("group_by") ? texts(node.path("group_by")) : groupBy;
        Timing times = new Timing(
                time(node, "group_wait", timing.groupWait()),
                time(node, "group_interval", timing.groupInterval()),
                time(node, "repeat_interval", timing.repeat()));
        var children = new ArrayList<RouteNode>();
        for (JsonNode child : node.path("routes")) {
            children.add(route(child, own, labels, times));
        }
        boolean continues = node.path("continue").asBoolean(false);
        return new RouteNode(own, matchers(node, ""), labels, times, continues, children);
    }

    private static Duration time(JsonNode node, String key, Duration otherwise) throws Unreadable {
        if (!node.has(key)) {
            return otherwise;
        }
        String text = node.path(key).asText();
        return PromTime.parse(text).orElseThrow(() -> new Unreadable("no duration for " + key + ": " + text));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Of the new style and of the two old ones. */
    private static List<RouteMatcher> matchers(JsonNode node, String side) throws Unreadable {
        var matchers = new ArrayList<RouteMatcher>();
        for (var entry : node.path(side + "match").properties()) {
            matchers.add(RouteMatcher.equal(entry.getKey(), entry.getValue().asText()));
        }
        for (var entry : node.path(side + "match_re").properties()) {
            matchers.add(RouteMatcher.regex(entry.getKey(), entry.getValue().asText()));
        }
        for (JsonNode text : node.path(side + "matchers")) {
            matchers.add(matcher(text.asText()));
        }
        return matchers;
    }

    private static RouteMatcher matcher(String text) throws Unreadable {
        Matcher parts = MATCHER.matcher(text);
        if (!parts.matches()) {
            throw new Unreadable("no matcher: " + text);
        }
        RouteMatcher.Op op = switch (parts.group(2)) {
            case "=" -> RouteMatcher.Op.EQUAL;
            case "!=" -> RouteMatcher.Op.NOT_EQUAL;
            case "=~" -> RouteMatcher.Op.REGEX;
            default -> RouteMatcher.Op.NOT_REGEX;
        };
        String quoted = parts.group(3);
        String value = quoted == null ? parts.group(4) : quoted.replaceAll("\\\\(.)", "$1");
        return new RouteMatcher(parts.group(1), op, value);
    }
}
