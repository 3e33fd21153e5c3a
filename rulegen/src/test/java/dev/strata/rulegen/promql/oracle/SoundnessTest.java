package dev.strata.rulegen.promql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.MetricSchema;
import dev.strata.rulegen.promql.infer.Presence;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we say of results beside what the real engine answered to the queries of its own tests. */
@Tag("real")
class SoundnessTest {
    private final PromqlParser parser = PromqlParser.withFeatures(EnumSet.allOf(Feature.class));
    private Inference inference = Inference.of(MetricSchema.EMPTY, Surroundings.UNKNOWN);
    private final Map<String, Description> described = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int results;
    private int exact;

    static List<Named<MetricSchema>> schemas() {
        return List.of(
                Named.of("nothing known", MetricSchema.EMPTY),
                Named.of("metric index", MetricIndex.standard().unsure()));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void descriptions_ofTheEnginesOwnTests_hold(MetricSchema schema) {
        inference = Inference.of(schema, Surroundings.UNKNOWN);
        Oracle.evaluations(this::compare);
        System.out.println("[real] PromQL inference beside the engine: " + results + " results, " + exact
                + " with all labels described exactly, " + (results - exact) + " loosely, " + violations.size()
                + " violations");
        assertThat(violations).isEmpty();
        assertThat(results).isGreaterThan(10_000);
    }

    private Description describe(String query) {
        return described.computeIfAbsent(
                query, text -> inference.infer(parser.parse(text).expr()).description());
    }

    private void compare(JsonNode evaluation) {
        String query = evaluation.path("query").asText();
        Description description = describe(query);
        results++;
        boolean range = evaluation.path("range").asBoolean();
        JsonNode series = evaluation.path("series");
        if (!range
                && !evaluation.path("type").asText().equals(description.type().text())) {
            violate(query, "type " + evaluation.path("type").asText() + ", not " + description.type());
        }
        if (description.emptiness() == Emptiness.NEVER && series.isEmpty()) {
            violate(query, "empty");
        }
        if (description.emptiness() == Emptiness.ALWAYS && !series.isEmpty()) {
            violate(query, "not empty");
        }
        if (description.single() && !range && series.size() > 1) {
            violate(query, "several elements");
        }
        boolean all =
                !description.labels().open() && description.labels().possible().isEmpty();
        for (JsonNode one : series) {
            compareSeries(query, description, one);
        }
        exact += all ? 1 : 0;
    }

    private void compareSeries(String query, Description description, JsonNode series) {
        var labels = new HashMap<String, String>();
        series.path("labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        for (String label : description.labels().certain()) {
            if (!labels.containsKey(label)) {
                violate(query, "lacks " + label + ": " + labels);
            }
        }
        labels.forEach((label, value) -> {
            LabelFact fact = description.labels().fact(label);
            if (fact.presence() == Presence.NEVER || !fact.values().contains(value)) {
                violate(query, "has " + label + "=" + value + ", said " + fact);
            }
        });
        for (JsonNode value : series.path("values")) {
            if (!description.values().contains(number(value.asText()))) {
                violate(query, "has value " + value.asText() + ", said " + description.values());
            }
        }
        if (description.numbersOnly() && series.path("histogram").asBoolean()) {
            violate(query, "has a histogram");
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void violate(String query, String what) {
        if (violations.size() < 200) {
            violations.add(query + "\n  " + what);
        }
    }
}
