package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.rulegen.inspect.GrafanaText;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every generated dashboard must keep to, so that any Grafana takes it and no panel lies. */
class DashboardsTest {
    private static final Path FOLDER = Path.of("../dashboards").toAbsolutePath().normalize();
    private static final Set<String> COLORS = Set.of("green", "orange", "red", "blue", "text");

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

    /** The panels of the page and those of its folded rows. */
    private static List<JsonNode> panels(Path file) {
        var panels = new ArrayList<JsonNode>();
        for (JsonNode panel : read(file).get("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_all_haveNumbersOfTheirOwn(Path file) {
        List<JsonNode> panels = panels(file);
        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.get("id").asInt()).isPositive());
        // What asks at once: a folded row asks when it is opened, and is then a page of its own.
        var open = new ArrayList<JsonNode>();
        read(file).get("panels").forEach(open::add);
        open.removeIf(panel -> panel.get("type").asText().equals("row"));
        assertThat(open).hasSizeBetween(1, 40);
        for (JsonNode row : read(file).get("panels")) {
            assertThat(row.path("panels")).hasSizeLessThanOrEqualTo(40);
        }
        for (JsonNode panel : panels) {
            var references = new ArrayList<String>();
            panel.path("targets")
                    .forEach(target -> references.add(target.get("refId").asText()));
            assertThat(references).doesNotHaveDuplicates().allMatch(reference -> reference.matches("[A-Z]"));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_all_sayWhatTheyShowAndWhatNoDataMeans(Path file) {
        for (JsonNode panel : panels(file)) {
            if (Set.of("row", "text").contains(panel.get("type").asText())) {
                continue;
            }
            String title = panel.get("title").asText();
            assertThat(panel.get("description").asText()).as(title).hasSizeGreaterThanOrEqualTo(40);
            JsonNode defaults = panel.at("/fieldConfig/defaults");
            assertThat(defaults.get("unit").asText()).as(title).isNotBlank();
            assertThat(defaults.get("noValue").asText()).as(title).isNotBlank();
            JsonNode source = panel.get("datasource");
            assertThat(source.get("uid").asText()).as(title).isEqualTo("${datasource}");
        }
        for (JsonNode steps : read(file).findValues("steps")) {
            assertSteps(steps, file.toString());
        }
    }

    private static void assertSteps(JsonNode steps, String title) {
        var values = new ArrayList<Double>();
        assertThat(steps.at("/0/value").isNull()).as(title).isTrue();
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
        Inference inference = Inference.of(index, new Surroundings(null, Set.of("cluster")));
        for (JsonNode expr : read(file).findValues("expr")) {
            String filled = GrafanaText.fill(expr.asText(), Map.of());
            PromqlParser.Result result = PromqlParser.create().parse(filled);
            assertThat(result.isOk()).as(expr.asText()).isTrue();
            ExprFold.forEach(result.expr(), node -> {
                if (node instanceof VectorSelector selector) {
                    assertKnown(selector, index, expr.asText());
                }
            });
            assertThat(inference.infer(result.expr()).findings())
                    .as(expr.asText())
                    .isEmpty();
        }
    }

    private static void assertKnown(VectorSelector selector, MetricIndex index, String query) {
        String name = selector.metricName();
        assertThat(index.byName(name).isPresent() || !index.shouldKnow(name))
                .as("%s in %s", name, query)
                .isTrue();
        assertThat(selector.matchers())
                .as(query)
                .anyMatch(matcher -> matcher.label().equals("cluster") && matcher.op() == LabelMatcher.Op.REGEX);
    }

    @Test
    void lints_ofAllDashboards_findNothing() {
        Said said = Terminal.run(
                "check",
                "--dashboards",
                "--root",
                FOLDER.resolve("..").normalize().toString());
        assertThat(said.out()).isEqualTo("11 dashboards: no findings\n");
        assertThat(said.exit()).isZero();
    }

    @Test
    void links_all_leadToAPageAndToItsVariables() {
        var variables = new TreeMap<String, Set<String>>();
        for (Path file : all()) {
            var names = new TreeSet<String>();
            read(file)
                    .at("/templating/list")
                    .forEach(variable -> names.add(variable.get("name").asText()));
            variables.put(read(file).get("uid").asText(), names);
        }
        for (Path file : all()) {
            for (JsonNode url : read(file).findValues("url")) {
                Matcher page = Pattern.compile("/d/([a-z-]+)[?](.*)").matcher(url.asText());
                if (page.matches()) {
                    assertThat(variables).as(url.asText()).containsKey(page.group(1));
                    Matcher variable = Pattern.compile("(?:var-|[$][{])(\\w+)(?:=|:queryparam)")
                            .matcher(page.group(2));
                    while (variable.find()) {
                        assertThat(variables.get(page.group(1)))
                                .as(url.asText())
                                .contains(variable.group(1));
                    }
                }
            }
        }
    }

    /** How many clicks from the overview: three at most, by links that name their page; own pages are in the list above. */
    @Test
    void pages_all_areWithinThreeClicksOfTheOverview() {
        var generated = new TreeSet<String>();
        for (Path file : all()) {
            String uid = read(file).get("uid").asText();
            JsonNode menu = read(file).at("/links/0");
            assertThat(menu.get("type").asText()).isEqualTo("dashboards");
            assertThat(read(file).get("tags")).contains(menu.at("/tags/0"));
            if (uid.startsWith("strata-")) {
                generated.add(uid);
            }
        }
        var reached = new TreeSet<>(Set.of("strata-overview"));
        for (int click = 0; click < 3; click++) {
            for (String uid : List.copyOf(reached)) {
                for (JsonNode url : read(FOLDER.resolve(uid + ".json")).findValues("url")) {
                    Matcher page = Pattern.compile("/d/([a-z-]+)[?].*").matcher(url.asText());
                    if (page.matches()) {
                        reached.add(page.group(1));
                    }
                }
            }
        }
        assertThat(generated).hasSize(10);
        assertThat(reached).containsAll(generated);
    }

    private static List<Path> all() {
        try {
            return dashboards();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
