package dev.strata.rulegen.promtest;

import dev.strata.rulegen.definition.RecordingDefinition;
import dev.strata.rulegen.definition.RecordingDefinition.RecordingExample;
import dev.strata.rulegen.definition.RecordingPack;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The tests of shared series, which their authors write. */
final class RecordingExamples {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private RecordingExamples() {}

    /** A rule none of whose windows has a test is reported. */
    static List<PromtestGroup> groups(RecordingPack pack, Diagnostics diagnostics) {
        Set<Integer> tested = new HashSet<>();
        for (RecordingDefinition rule : pack.rules()) {
            if (!rule.examples().isEmpty()) {
                tested.add(rule.record().span().start());
            }
        }
        var groups = new ArrayList<PromtestGroup>();
        for (RecordingDefinition rule : pack.rules()) {
            Located<String> name = rule.record();
            if (!tested.contains(name.span().start())) {
                diagnostics.add(Diagnostic.error(
                                name.file(),
                                name.span(),
                                "promtest/no-tests",
                                "the recorded series \"" + name.value() + "\" has no test")
                        .withHint(
                                "write at least one under the key \"tests\": input series, a time, what is recorded"));
            }
            rule.examples().forEach(example -> groups.add(group(rule, example)));
        }
        return groups;
    }

    private static PromtestGroup group(RecordingDefinition rule, RecordingExample example) {
        String name = rule.record().value();
        List<Input> input = example.input().stream()
                .map(series -> new Input(series.series(), series.values()))
                .toList();
        List<ExpectedSample> expected = example.recorded().stream()
                .map(element -> {
                    var labels = new TreeMap<>(element.labels());
                    labels.putAll(rule.labels());
                    return new ExpectedSample(
                            SeriesText.series(name, labels), element.value().toPlainString());
                })
                .toList();
        var check = new ExpressionCheck(SeriesText.series(name, rule.labels()), example.at(), expected);
        return new PromtestGroup(
                name + ": " + example.name().value(), MINUTE, MINUTE, input, List.of(), List.of(check));
    }
}
