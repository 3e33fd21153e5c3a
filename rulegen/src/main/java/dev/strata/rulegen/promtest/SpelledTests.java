package dev.strata.rulegen.promtest;

import dev.strata.rulegen.compile.TargetSpelling;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.promtest.PromtestGroup.AlertCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Firing;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.util.List;
import java.util.TreeMap;

/** Tests with their series as one installation spells them; its rules give the labels their usual names back. */
final class SpelledTests {
    private static final PromqlParser PARSER = PromqlParser.create();

    private final TargetSpelling spelling;
    private final boolean usual;

    SpelledTests(Sources sources) {
        this.spelling = new TargetSpelling(sources);
        this.usual = sources.known().isEmpty();
    }

    PromtestGroup group(PromtestGroup group) {
        if (usual) {
            return group;
        }
        List<Input> input = group.input().stream().map(this::input).toList();
        List<AlertCheck> alerts = group.alerts().stream()
                .map(check -> new AlertCheck(
                        check.at(),
                        check.alert(),
                        check.firing().stream().map(this::firing).toList()))
                .toList();
        return new PromtestGroup(group.name(), group.step(), group.every(), input, alerts, group.expressions());
    }

    private Input input(Input series) {
        return PARSER.parse(series.series()).tree() instanceof VectorSelector selector
                ? new Input(PromqlPrinter.canonical(spelling.spell(selector)), series.values())
                : series;
    }

    private Firing firing(Firing alert) {
        var labels = new TreeMap<>(alert.labels());
        labels.computeIfPresent("job", (name, job) -> spelling.job(job));
        return new Firing(labels, alert.annotations());
    }
}
