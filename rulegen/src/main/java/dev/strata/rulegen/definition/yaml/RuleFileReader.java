package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads rule files of Prometheus and PrometheusRule resources, as far as the expressions go. */
public final class RuleFileReader {
    /** Ten times what the API server takes as one object. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private final YamlSource source;
    private final List<WrittenRule> rules = new ArrayList<>();

    private RuleFileReader(YamlSource source) {
        this.source = source;
    }

    /**
     * A rule as it was written.
     *
     * @param name of the alert or of the recorded series, {@code place} where it stands
     * @param hold for how long an alert is pending; zero where it says nothing that can be read
     * @param keep for how long it goes on firing
     */
    public record WrittenRule(
            String name,
            Span place,
            boolean records,
            Excerpt expression,
            Duration hold,
            Duration keep,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations) {
        public WrittenRule {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        }
    }

    /** All rules in the order of the file; what cannot be one is reported. */
    public static List<WrittenRule> read(SourceFile file, Diagnostics diagnostics) {
        var source = new YamlSource(file, diagnostics);
        var reader = new RuleFileReader(source);
        for (Node node : YamlDocuments.of(source, LARGEST)) {
            MappingReader document = MappingReader.of(source, node, "a rule file");
            if (document != null) {
                reader.document(document);
            }
        }
        return reader.rules;
    }

    private void document(MappingReader document) {
        MappingReader holder = document.has("spec") ? document.mapping("spec", "\"spec\"") : document;
        if (holder == null) {
            return;
        }
        if (!holder.has("groups")) {
            holder.missing("groups");
            return;
        }
        for (MappingReader group : holder.mappings("groups", "a group")) {
            for (MappingReader rule : group.mappings("rules", "a rule")) {
                rule(rule);
            }
        }
    }

    private void rule(MappingReader rule) {
        ScalarText expression = rule.has("expr") ? rule.scalar("expr") : null;
        if (!rule.has("expr")) {
            rule.missing("expr");
        }
        boolean records = rule.has("record");
        ScalarText name = name(rule, records ? "record" : "alert");
        if (expression != null && name != null) {
            var labels = texts(rule, "labels");
            var annotations = texts(rule, "annotations");
            Duration hold = time(rule, "for");
            Duration keep = time(rule, "keep_firing_for");
            rules.add(new WrittenRule(
                    name.value(), name.place(), records, expression.excerpt(), hold, keep, labels, annotations));
        }
    }

    private static Duration time(MappingReader rule, String key) {
        return PromTime.parse(rule.textOr(key, "0")).orElse(Duration.ZERO);
    }

    private static SortedMap<String, String> texts(MappingReader rule, String key) {
        var texts = new TreeMap<String, String>();
        MappingReader mapping = rule.has(key) ? rule.mapping(key, "\"" + key + "\"") : null;
        if (mapping != null) {
            for (String name : mapping.written()) {
                texts.put(name, mapping.textOr(name, ""));
            }
        }
        return texts;
    }

    private @Nullable ScalarText name(MappingReader rule, String key) {
        if (!rule.has(key)) {
            source.error(rule.place(), "missing-key", "a rule needs the key \"alert\" or \"record\"", null);
            return null;
        }
        return rule.scalar(key);
    }
}
