package dev.strata.rulegen.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.Golden;
import dev.strata.rulegen.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of definitions on the pages. */
class BoardsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String QUEUE = """
            apiVersion: strata/v1
            kind: AlertPack
            metadata: { name: example, layer: application, team: shop, tier: critical }
            alerts:
              - name: QueueLong
                severity: warning
                role: symptom
                summary: "The queue {{ $labels.queue }} is long"
                description: "The queue {{ $labels.queue }} holds {{ $value }} orders."
                impact: "Orders are late."
                firstAction: "Look at the workers."
                condition: { threshold: { metric: queue_length, by: [queue], above: 100 } }
                for: 5m
            """;

    private static final String STACK = QUEUE.replace("name: example", "name: other")
            .replace("QueueLong", "StackHigh")
            .replace("queue", "stack");

    @TempDir
    private Path folder;

    private Path generate(String name, String... definitions) throws IOException {
        Path root = folder.resolve(name);
        Path sources = Files.createDirectories(root.resolve("rules/definitions"));
        for (int i = 0; i < definitions.length; i++) {
            Files.writeString(sources.resolve("pack" + i + ".yaml"), definitions[i]);
        }
        var said = Terminal.run("generate", "--root", root.toString());
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        return root;
    }

    private static List<JsonNode> panels(Path root, String uid) throws IOException {
        var all = new ArrayList<JsonNode>();
        for (JsonNode panel : JSON.readTree(Golden.read(root.resolve("dashboards/" + uid + ".json")))
                .get("panels")) {
            all.add(panel);
            panel.path("panels").forEach(all::add);
        }
        return all;
    }

    private static Map<String, Integer> numbers(Path root, String uid) throws IOException {
        var numbers = new TreeMap<String, Integer>();
        for (JsonNode panel : panels(root, uid)) {
            numbers.put(
                    panel.get("type").asText() + " " + panel.get("title").asText(),
                    panel.get("id").asInt());
        }
        return numbers;
    }

    private static JsonNode panel(Path root, String title) throws IOException {
        return panels(root, "strata-application").stream()
                .filter(panel -> panel.get("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void numbers_unrelatedAlertAdded_stayWhatTheyWere() throws IOException {
        Path before = generate("before", QUEUE);
        Path after = generate("after", STACK, QUEUE);
        Map<String, Integer> numbers = numbers(before, "strata-application");
        // One panel more, and the row of its file.
        assertThat(numbers(after, "strata-application"))
                .containsAllEntriesOf(numbers)
                .hasSize(numbers.size() + 2);
    }

    @Test
    void threshold_changed_movesRuleTestPanelAndRunbookTogether() throws IOException {
        Path low = generate("low", QUEUE);
        Path high = generate("high", QUEUE.replace("above: 100", "above: 250"));
        assertThat(panel(low, "QueueLong")
                        .at("/fieldConfig/defaults/thresholds/steps/1/value")
                        .asInt())
                .isEqualTo(100);
        assertThat(panel(high, "QueueLong")
                        .at("/fieldConfig/defaults/thresholds/steps/1/value")
                        .asInt())
                .isEqualTo(250);
        for (String file : List.of(
                "rules/generated/pack0.rules.yaml", "rules/tests/pack0.test.yaml", "docs/runbooks/QueueLong.md")) {
            assertThat(Golden.read(high.resolve(file))).as(file).contains("250");
            assertThat(Golden.read(low.resolve(file))).as(file).doesNotContain("250");
        }
    }

    @Test
    void panel_ofAnAlert_asksTheLeftSideOfItsRule() throws IOException {
        JsonNode panel = panel(generate("one", QUEUE), "QueueLong");
        assertThat(panel.at("/targets/0/expr").asText())
                .isEqualTo("max by (cluster, queue) (queue_length{cluster=~\"$cluster\"})");
        assertThat(panel.at("/fieldConfig/defaults/custom/thresholdsStyle/mode").asText())
                .isEqualTo("dashed");
        assertThat(panel.at("/links/0/url").asText()).endsWith("/QueueLong.md");
    }

    @Test
    void panel_lowerLimit_isRedBelowTheLine() throws IOException {
        JsonNode steps = panel(generate("lower", QUEUE.replace("above: 100", "below: 3")), "QueueLong")
                .at("/fieldConfig/defaults/thresholds/steps");
        assertThat(steps.findValuesAsText("color")).containsExactly("orange", "green");
        assertThat(steps.at("/1/value").asInt()).isEqualTo(3);
    }

    @Test
    void alertSeries_eachAlert_namesItsPageAndPanel() throws IOException {
        Path root = generate("series", QUEUE);
        int number = panel(root, "QueueLong").get("id").asInt();
        assertThat(Golden.read(root.resolve("rules/generated/alert-info.rules.yaml")))
                .contains("alertname: QueueLong", "dashboard: strata-application", "panel: \"" + number + "\"");
    }

    @Test
    void alerts_withoutANumber_shareThePanelOfTheirFile() throws IOException {
        String signals =
                QUEUE.replace("condition: { threshold: { metric: queue_length, by: [queue], above: 100 } }", "%s");
        String first = signals.formatted("condition: { signal: { id: pod_crashloop, atLeast: warning } }")
                .replace(" {{ $labels.queue }}", "")
                .replace("for: 5m", "for: 1m");
        Path root = generate(
                "shared", first, first.replace("name: example", "name: other").replace("QueueLong", "B"));
        JsonNode panel = panel(root, "Conditions of pack0");

        assertThat(panel.at("/type").asText()).isEqualTo("state-timeline");
        assertThat(panel.at("/targets/0/expr").asText()).contains("alertname=~\"QueueLong\"");
        assertThat(panel.at("/description").asText()).contains("[QueueLong](", "Look at the workers.");
        assertThat(Golden.read(root.resolve("rules/generated/alert-info.rules.yaml")))
                .contains("panel: \"" + panel.get("id").asInt() + "\"");
    }

    @Test
    void columns_hidden_areNamedAsBeforeTheyAreRenamed() throws IOException {
        Path root = generate("hidden", QUEUE);
        for (Path file :
                List.of(root.resolve("dashboards/strata-meta.json"), root.resolve("dashboards/strata-node.json"))) {
            JSON.readTree(Golden.read(file))
                    .findValues("excludeByName")
                    .forEach(names -> names.fieldNames()
                            .forEachRemaining(name -> assertThat(name).matches("Time|Value( #[A-Z])?")));
        }
    }
}
