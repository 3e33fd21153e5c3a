package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every generated dashboard must keep to, so that any Grafana takes it and no panel lies. */
class DashboardsTest {
    private static final Path FOLDER = Path.of("../dashboards").toAbsolutePath().normalize();
    private static final Set<String> COLORS = Set.of("green", "orange", "red", "blue", "text");
    private static final int COLUMNS = 24;

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Golden.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_itself_hasAStableAddressAndNothingOfOneServer(Path file) {
        JsonNode dashboard = read(file);
        assertThat(dashboard.get("uid").asText() + ".json")
                .isEqualTo(file.getFileName().toString());
        assertThat(dashboard.get("uid").asText()).matches("[a-z0-9-]{1,40}");
        assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(39);
        assertThat(dashboard.get("editable").asBoolean()).isFalse();
        for (String key : List.of("id", "version", "iteration", "pluginVersion", "__inputs")) {
            assertThat(dashboard.has(key)).as(key).isFalse();
        }
        assertThat(dashboard.get("links").findValues("placement")).isEmpty();
        assertThat(dashboard.get("annotations").findValues("placement")).isEmpty();
        assertThat(Golden.read(file)).hasSizeLessThan(200_000);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_all_haveNumbersOfTheirOwnAndDoNotOverlap(Path file) {
        var ids = new HashSet<Integer>();
        var taken = new HashSet<String>();
        JsonNode panels = read(file).get("panels");
        assertThat(panels.size()).isBetween(1, 40);
        for (JsonNode panel : panels) {
            assertThat(ids.add(panel.get("id").asInt())).as("%s", panel).isTrue();
            assertThat(panel.get("id").asInt()).isPositive();
            JsonNode place = panel.get("gridPos");
            int right = place.get("x").asInt() + place.get("w").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.get("x").asInt(); x < right; x++) {
                for (int y = place.get("y").asInt();
                        y < place.get("y").asInt() + place.get("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "/" + y))
                            .as("%s", panel.get("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_all_sayWhatTheyShowAndWhatNoDataMeans(Path file) {
        for (JsonNode panel : read(file).get("panels")) {
            if (panel.get("type").asText().equals("row")) {
                continue;
            }
            String title = panel.get("title").asText();
            assertThat(panel.get("description").asText()).as(title).hasSizeGreaterThanOrEqualTo(40);
            JsonNode defaults = panel.at("/fieldConfig/defaults");
            assertThat(defaults.get("unit").asText()).as(title).isNotBlank();
            assertThat(defaults.get("noValue").asText()).as(title).isNotBlank();
            assertThat(defaults.at("/thresholds/steps/0/value").isNull())
                    .as(title)
                    .isTrue();
            assertSteps(defaults.at("/thresholds/steps"), title);
            JsonNode source = panel.get("datasource");
            assertThat(source.get("uid").asText()).as(title).isEqualTo("${datasource}");
        }
    }

    private static void assertSteps(JsonNode steps, String title) {
        var values = new ArrayList<Double>();
        for (JsonNode step : steps) {
            assertThat(COLORS).as(title).contains(step.get("color").asText());
            if (!step.get("value").isNull()) {
                values.add(step.get("value").asDouble());
            }
        }
        assertThat(values).as(title).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_all_parseKnowTheirMetricsAndChooseTheCluster(Path file) {
        MetricIndex index = MetricIndex.standard();
        JsonNode dashboard = read(file);
        for (JsonNode expr : dashboard.findValues("expr")) {
            PromqlParser.Result result = PromqlParser.create().parse(expr.asText());
            assertThat(result.isOk()).as(expr.asText()).isTrue();
            ExprFold.forEach(result.expr(), node -> {
                if (node instanceof VectorSelector selector) {
                    assertThat(index.byName(selector.metricName()))
                            .as(expr.asText())
                            .isPresent();
                    assertThat(selector.matchers())
                            .as(expr.asText())
                            .anyMatch(matcher -> matcher.label().equals("cluster")
                                    && matcher.value().equals("$cluster"));
                }
            });
        }
        for (JsonNode panel : dashboard.get("panels")) {
            var references = new ArrayList<String>();
            panel.path("targets")
                    .forEach(target -> references.add(target.get("refId").asText()));
            assertThat(references).doesNotHaveDuplicates().allMatch(reference -> reference.matches("[A-Z]"));
        }
    }
}
