package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.promtest.PromtestFile;
import dev.strata.rulegen.promtest.PromtestGroup;
import dev.strata.rulegen.promtest.PromtestGroup.AlertCheck;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Firing;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.time.Duration;

/** Tests in the format of {@code promtool test rules}. */
final class TestWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TestWriter() {}

    static OutputFile write(PromtestFile file) {
        ObjectNode root = JSON.objectNode();
        root.putArray("rule_files").add("../generated/" + file.rules() + ".rules.yaml");
        Duration every = file.groups().stream()
                .map(PromtestGroup::every)
                .reduce(TestWriter::common)
                .orElse(Duration.ofMinutes(1));
        root.put("evaluation_interval", PromTime.text(every));
        ArrayNode tests = root.putArray("tests");
        file.groups().forEach(group -> tests.add(group(group)));
        String comment = Outputs.MARK + " from rules/definitions/" + file.rules() + ".yaml; edit that file.";
        return new OutputFile("rules/tests/" + file.name() + ".test.yaml", YamlText.of(comment, root));
    }

    /** Promtool evaluates at multiples of one interval only: the longest that meets those of both. */
    private static Duration common(Duration one, Duration other) {
        return other.isZero() ? one : common(other, Duration.ofMillis(one.toMillis() % other.toMillis()));
    }

    private static ObjectNode group(PromtestGroup group) {
        ObjectNode node = JSON.objectNode();
        node.put("name", group.name());
        node.put("interval", PromTime.text(group.step()));
        ArrayNode input = node.putArray("input_series");
        for (Input series : group.input()) {
            input.addObject().put("series", series.series()).put("values", series.values());
        }
        if (!group.alerts().isEmpty()) {
            ArrayNode checks = node.putArray("alert_rule_test");
            group.alerts().forEach(check -> checks.add(alertCheck(check)));
        }
        if (!group.expressions().isEmpty()) {
            ArrayNode checks = node.putArray("promql_expr_test");
            group.expressions().forEach(check -> checks.add(expressionCheck(check)));
        }
        return node;
    }

    private static ObjectNode alertCheck(AlertCheck check) {
        ObjectNode node = JSON.objectNode();
        node.put("eval_time", PromTime.text(check.at()));
        node.put("alertname", check.alert());
        ArrayNode alerts = node.putArray("exp_alerts");
        for (Firing firing : check.firing()) {
            ObjectNode alert = alerts.addObject();
            ObjectNode labels = alert.putObject("exp_labels");
            firing.labels().forEach(labels::put);
            ObjectNode annotations = alert.putObject("exp_annotations");
            firing.annotations().forEach(annotations::put);
        }
        return node;
    }

    private static ObjectNode expressionCheck(ExpressionCheck check) {
        ObjectNode node = JSON.objectNode();
        node.put("expr", check.expr());
        node.put("eval_time", PromTime.text(check.at()));
        ArrayNode samples = node.putArray("exp_samples");
        for (ExpectedSample sample : check.samples()) {
            ObjectNode entry = samples.addObject();
            entry.put("labels", sample.labels());
            entry.put("value", new BigDecimal(sample.value()));
        }
        return node;
    }
}
