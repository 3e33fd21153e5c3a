package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.definition.Targets.Ruler;
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
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules as plain files for Prometheus, for other rulers, and as objects for the Prometheus operator. */
final class RuleWriter {
    static final String FOLDER = "rules/generated/";

    /** Client-side apply keeps a copy of the object in an annotation, which Kubernetes limits to 256 KiB. */
    private static final int LARGEST_OBJECT = 200 * 1024;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Targets targets;

    RuleWriter(Targets targets) {
        this.targets = targets;
    }

    static OutputFile plain(RuleFile file) {
        ObjectNode root = JSON.objectNode();
        root.set("groups", groups(file.groups(), false));
        return new OutputFile(FOLDER + file.name() + ".rules.yaml", YamlText.of(comment(file), root));
    }

    /** The same for a ruler that wants more than a plain file; none where the ruler is Prometheus. */
    List<OutputFile> ofRuler(RuleFile file) {
        Ruler ruler = targets.objects().ruler();
        if (ruler == Ruler.PROMETHEUS) {
            return List.of();
        }
        ObjectNode root = JSON.objectNode();
        if (ruler != Ruler.THANOS) {
            root.put("namespace", "strata-" + file.name());
        }
        root.set("groups", groups(file.groups(), ruler == Ruler.THANOS));
        String name = file.name() + "." + ruler.name().toLowerCase(Locale.ROOT) + ".yaml";
        return List.of(new OutputFile(FOLDER + name, YamlText.of(comment(file), root)));
    }

    /** One object, or several where one would be too large; groups are never divided. */
    List<OutputFile> objects(RuleFile file) {
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

    private int size(RuleFile file, List<RuleGroup> groups) {
        return object(file, groups, 1).text().getBytes(StandardCharsets.UTF_8).length;
    }

    private OutputFile object(RuleFile file, List<RuleGroup> groups, int number) {
        String name = number == 1 ? file.name() : file.name() + "-" + number;
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "monitoring.coreos.com/v1");
        root.put("kind", "PrometheusRule");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", "strata-" + name);
        if (!targets.objects().namespace().isEmpty()) {
            metadata.put("namespace", targets.objects().namespace());
        }
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/name", "strata");
        labels.put("app.kubernetes.io/managed-by", "rulegen");
        targets.objects().labels().forEach(labels::put);
        boolean thanos = targets.objects().ruler() == Ruler.THANOS;
        root.putObject("spec").set("groups", groups(groups, thanos));
        String text = YamlText.of(comment(file), root);
        String whole = targets.objects().helm() ? HelmText.of(text) : text;
        return new OutputFile(FOLDER + name + ".prometheusrule.yaml", whole);
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

    private static ArrayNode groups(List<RuleGroup> groups, boolean thanos) {
        ArrayNode list = JSON.arrayNode();
        for (RuleGroup group : groups) {
            ObjectNode node = list.addObject();
            node.put("name", group.name());
            node.put("interval", PromTime.text(group.interval()));
            if (thanos) {
                node.put("partial_response_strategy", "warn"); // a store that is down must not silence the others
            }
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
