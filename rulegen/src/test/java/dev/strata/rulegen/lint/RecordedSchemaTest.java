package dev.strata.rulegen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.infer.MetricSchema;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordedSchemaTest {

    private static RecordingRule rule(String name, String expression, Map<String, String> labels) {
        var origin = new RuleOrigin(SourceFile.of("rules.yaml", expression), Span.NONE);
        return new RecordingRule(name, PromqlParser.create().parse(expression).expr(), new TreeMap<>(labels), origin);
    }

    private static MetricSchema schema(RecordingRule... rules) {
        var group = new RuleGroup("group", Duration.ofSeconds(30), List.of(rules), List.of());
        return new RecordedSchema(
                List.of(new RuleFile("file", List.of(group))), MetricSchema.EMPTY, Surroundings.UNKNOWN);
    }

    private static Labels labels(MetricSchema schema, String expression) {
        var inference = Inference.of(schema, Surroundings.UNKNOWN);
        return inference
                .infer(PromqlParser.create().parse(expression).expr())
                .description()
                .labels();
    }

    @Test
    void recordedThroughTwoRules_hasTheLabelsOfTheFirst() {
        MetricSchema schema = schema(
                rule("job:errors:rate5m", "sum by (job) (rate(errors_total[5m]))", Map.of("team", "shop")),
                rule("job:errors:ratio", "job:errors:rate5m / on (job) sum by (job) (rate(all_total[5m]))", Map.of()));
        Labels recorded = labels(schema, "job:errors:rate5m");
        assertThat(recorded.certain()).containsExactly("__name__", "team");
        assertThat(recorded.possible()).containsExactly("job");
        assertThat(recorded.fact("instance").isNever()).isTrue();
        assertThat(labels(schema, "job:errors:ratio").fact("instance").isNever())
                .isTrue();
        assertThat(schema.find("job:errors:rate5m").orElseThrow().meaning().kind())
                .isEqualTo(Meaning.Kind.RATE);
    }

    @Test
    void recordedTwice_mayComeFromEither() {
        MetricSchema schema =
                schema(rule("level", "max by (a) (x)", Map.of()), rule("level", "max by (b) (y)", Map.of("c", "1")));
        assertThat(labels(schema, "level").possible()).containsExactly("a", "b", "c");
        assertThat(labels(schema, "level").open()).isFalse();
    }

    @Test
    void recordedFromItself_mayBeAnything() {
        MetricSchema schema = schema(rule("loop", "max without (a) (loop) or other", Map.of()));
        assertThat(labels(schema, "loop").open()).isTrue();
    }

    @Test
    void chainOfRules_isFollowedOnceEach() {
        RecordingRule[] rules = new RecordingRule[40];
        for (int i = 0; i < rules.length; i++) {
            String below = i == 0 ? "sum by (job) (x)" : "level" + (i - 1) + " + level" + (i - 1);
            rules[i] = rule("level" + i, below, Map.of());
        }
        assertThat(labels(schema(rules), "level39").fact("pod").isNever()).isTrue();
    }

    @Test
    void notRecorded_isLookedUpElsewhere() {
        assertThat(schema().find("up")).isEmpty();
    }
}
