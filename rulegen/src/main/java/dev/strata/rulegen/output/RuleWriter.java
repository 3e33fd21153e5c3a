package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules as plain files for Prometheus and as objects for the Prometheus operator. */
final class RuleWriter {
    /** Client-side apply keeps a copy of the object in an annotation, which Kubernetes limits to 256 KiB. */
    private static final int LARGEST_OBJECT = 200 * 1024;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FOLDER = "rules/generated/";

    private RuleWriter() {}

    static OutputFile plain(RuleFile file) {
        ObjectNode root = JSON.objectNode();
        root.set("groups", groups(file.groups()));
        return new OutputFile(FOLDER + file.name() + ".rules.yaml", YamlText.of(comment(file), root));
    }

    /** One object, or several where one would be too large; groups are never divided. */
    static List<OutputFile> objects(RuleFile file) {
        var files = new ArrayList<OutputFile>();
        var part = new ArrayList<RuleGroup>();
        for (RuleGroup group : file.groups()) {
            part.add(group);
            if (part.size() > 1 && size(file, part) > LARGEST_OBJECT) {
                part.remove(part.size() - 1);
                files.add(object(file, part, files.size() + 1));
                part.clear();
                part.add(group);
            }
        }
        files.add(object(file, part, files.size() + 1));
        return files;
    }

    private static int size(RuleFile file, List<RuleGroup> groups) {
        return object(file, groups, 1).text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static OutputFile object(RuleFile file, List<RuleGroup> groups, int number) {
        String name = number == 1 ? file.name() : file.name() + "-" + number;
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "monitoring.coreos.com/v1");
        root.put("kind", "PrometheusRule");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", "strata-" + name);
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/name", "strata");
        labels.put("app.kubernetes.io/managed-by", "rulegen");
        labels.put("prometheus", "k8s");
        labels.put("role", "alert-rules");
        root.putObject("spec").set("groups", groups(groups));
        return new OutputFile(FOLDER + name + ".prometheusrule.yaml", YamlText.of(comment(file), root));
    }

    private static String comment(RuleFile file) {
        boolean own = Stream.concat(
                        file.groups().stream()
                                .flatMap(group -> group.recordings().stream())
                                .map(RecordingRule::origin),
                        file.groups().stream()
                                .flatMap(group -> group.alerts().stream())
                                .map(AlertingRule::origin))
                .allMatch(origin -> origin.file().name().matches("(.*/)?" + Pattern.quote(file.name()) + "[.].*"));
        String source = own ? "/" + file.name() + ".yaml; edit that file." : "; edit those.";
        return Outputs.MARK + " from rules/definitions" + source;
    }

    private static ArrayNode groups(List<RuleGroup> groups) {
        ArrayNode list = JSON.arrayNode();
        for (RuleGroup group : groups) {
            ObjectNode node = list.addObject();
            node.put("name", group.name());
            node.put("interval", PromTime.text(group.interval()));
            ArrayNode rules = node.putArray("rules");
            group.recordings().forEach(rule -> rules.add(recording(rule)));
            group.alerts().forEach(rule -> rules.add(alert(rule)));
        }
        return list;
    }

    private static ObjectNode recording(RecordingRule rule) {
        ObjectNode node = JSON.objectNode();
        node.put("record", rule.name());
        node.put("expr", text(rule.expr()));
        put(node, "labels", rule.labels());
        return node;
    }

    private static ObjectNode alert(AlertingRule rule) {
        ObjectNode node = JSON.objectNode();
        node.put("alert", rule.name());
        node.put("expr", text(rule.expr()));
        put(node, "for", rule.holdFor());
        put(node, "keep_firing_for", rule.keepFiringFor());
        put(node, "labels", rule.labels());
        put(node, "annotations", rule.annotations());
        return node;
    }

    /** With a line end, so that it becomes a block without escapes. */
    private static String text(Expr expr) {
        return PromqlPrinter.pretty(expr) + "\n";
    }

    private static void put(ObjectNode node, String key, Duration duration) {
        if (!duration.isZero()) {
            node.put(key, PromTime.text(duration));
        }
    }

    private static void put(ObjectNode node, String key, SortedMap<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode map = node.putObject(key);
            texts.forEach(map::put);
        }
    }
}
