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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that somebody defined. */
class OwnPageTest {
    private static final Path CASE =
            Path.of("src/test/resources/conditions/dashboard").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String text;
    private List<JsonNode> panels;

    @BeforeEach
    void generate() throws IOException {
        var said =
                Terminal.run("generate", "-d", CASE.resolve("definition.yaml").toString(), "-o", folder.toString());
        assertThat(said.exit()).as(said.out()).isZero();
        text = Golden.read(folder.resolve("dashboards/shop-queues.json"));
        panels = new ArrayList<>();
        for (JsonNode panel : JSON.readTree(text).get("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
    }

    private JsonNode panel(String title) {
        return panels.stream()
                .filter(panel -> panel.get("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void page_defined_isWrittenBesideTheGeneratedOnes() {
        Golden.check(CASE.resolve("expected/shop-queues.json"), text);
    }

    @Test
    void page_defined_hasNoFindings() {
        var said = Terminal.run(
                "check", "--dashboards", folder.resolve("dashboards").toString());
        assertThat(said.out()).doesNotContain("shop-queues.json:");
    }

    @Test
    void queries_all_askForTheChosenClustersOnce() throws IOException {
        for (JsonNode expr : JSON.readTree(text).findValues("expr")) {
            for (String selector : expr.asText().split("(?=queue_\\w+ ?[{])", -1)) {
                if (selector.startsWith("queue_")) {
                    assertThat(selector.split("cluster=~\"\\$cluster\"", -1))
                            .as(selector)
                            .hasSize(2);
                }
            }
        }
    }

    @Test
    void alert_namedOnAPage_bringsTheLineOfItsRule() {
        JsonNode own = panel("QueueLong");
        assertThat(own.at("/fieldConfig/defaults/thresholds/steps/1/value").asInt())
                .isEqualTo(100);
        assertThat(own.at("/fieldConfig/defaults/custom/thresholdsStyle/mode").asText())
                .isEqualTo("dashed");
    }

    @Test
    void numbers_ofPanels_areMadeOfTheirTitles() throws IOException {
        String defined = Files.readString(CASE.resolve("definition.yaml"));
        Path moved = folder.resolve("moved.yaml");
        Files.writeString(moved, defined.replace("      - alert: QueueLong\n", """
                              - title: Another
                                show: text
                                text: Something else that stands before all that was there before.
                              - alert: QueueLong
                        """));
        var said = Terminal.run(
                "generate", "-d", moved.toString(), "-o", folder.resolve("out").toString());
        assertThat(said.exit()).as(said.out()).isZero();
        JsonNode other = JSON.readTree(Golden.read(folder.resolve("out/dashboards/shop-queues.json")));
        for (JsonNode panel : panels) {
            assertThat(other.toString()).contains("\"id\":" + panel.get("id").asInt() + ",");
        }
    }

    @Test
    void limit_below_isRedUnderTheLine() {
        JsonNode steps = panel("Taken").at("/fieldConfig/defaults/thresholds/steps");
        assertThat(steps.findValuesAsText("color")).containsExactly("red", "green");
        assertThat(steps.at("/1/value").asDouble()).isEqualTo(0.1);
    }

    @Test
    void window_fixedWithReason_isAnException() {
        assertThat(Golden.read(folder.resolve("dashboards/.lint")))
                .contains("panel: Taken", "workers rest for minutes");
    }
}
