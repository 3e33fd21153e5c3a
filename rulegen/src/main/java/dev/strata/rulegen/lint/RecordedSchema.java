package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.LabelValues;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.infer.MetricSchema;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rules of a run record, each followed into the series that it reads. */
final class RecordedSchema implements MetricSchema {
    /** Longer chains of rules are not followed any further. */
    private static final int DEEPEST = 50;

    private final MetricSchema others;
    private final Inference inference;
    private final Map<String, List<RecordingRule>> rules = new HashMap<>();
    private final Map<String, Optional<Facts>> known = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /** Series that no rule records are looked up in {@code others}. */
    RecordedSchema(List<RuleFile> files, MetricSchema others, Surroundings surroundings) {
        this.others = others;
        this.inference = Inference.of(this, surroundings);
        for (RuleFile file : files) {
            for (var group : file.groups()) {
                for (RecordingRule rule : group.recordings()) {
                    rules.computeIfAbsent(rule.name(), name -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
    }

    @Override
    public Optional<Facts> find(String metricName) {
        List<RecordingRule> recording = rules.get(metricName);
        if (recording == null) {
            return others.find(metricName);
        }
        Optional<Facts> facts = known.get(metricName);
        if (facts != null) {
            return facts;
        }
        if (underWay.size() >= DEEPEST || !underWay.add(metricName)) {
            return Optional.empty(); // a rule that reads its own series: anything may be in it
        }
        facts = recording.stream().map(this::facts).reduce(Facts::or);
        underWay.remove(metricName);
        known.put(metricName, facts);
        return facts;
    }

    @Override
    public Set<String> usualValues(String metricName, String label) {
        return rules.containsKey(metricName) ? Set.of() : others.usualValues(metricName, label);
    }

    @Override
    public Optional<String> missing(String metricName) {
        return rules.containsKey(metricName) ? Optional.empty() : others.missing(metricName);
    }

    @Override
    public Optional<String> withoutLabel(String metricName, String label) {
        return rules.containsKey(metricName) ? Optional.empty() : others.withoutLabel(metricName, label);
    }

    private Facts facts(RecordingRule rule) {
        Description description = inference.infer(rule.expr()).description();
        Facts recorded = Facts.recorded(description);
        Labels labels = recorded.labels();
        for (Map.Entry<String, String> label : rule.labels().entrySet()) {
            LabelFact fact =
                    label.getValue().isEmpty() ? LabelFact.NEVER : LabelFact.always(LabelValues.of(label.getValue()));
            labels = labels.with(label.getKey(), fact);
        }
        return new Facts(recorded.meaning(), labels, recorded.values());
    }
}
