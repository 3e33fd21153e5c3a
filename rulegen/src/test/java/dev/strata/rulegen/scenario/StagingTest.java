package dev.strata.rulegen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.strata.rulegen.definition.yaml.ScenarioReader;
import dev.strata.rulegen.definition.yaml.ScenarioReader.Suite;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagingTest {
    private static final long ZERO = 1_000_000_020;
    private static final String WORLD = """
            apiVersion: strata/v1
            kind: World
            tables:
              nodes: [node=a, node=b]
            series:
              - each: [nodes]
                labels: { job: kubelet, instance: "$node:1" }
                write:
                  'up': 1
                  'ops_total{node="$node"}': 2/s
            ---
            apiVersion: strata/v1
            kind: Harmless
            metadata: { name: X, title: x }
            length: 5m
            changes:
            """;

    @Test
    void target_thatFails_endsItsSeriesAndIsDown() {
        SortedMap<String, List<Double>> played =
                play("  - { at: 1m, until: 3m, scrape: ['up{instance=\"a:1\"}'], to: fails }\n");
        assertThat(last(played, "up a:1", 5)).containsExactly(1.0, 0.0, 0.0, 1.0, 1.0);
        List<Double> ops = last(played, "ops_total a:1", 4);
        assertThat(Double.doubleToRawLongBits(ops.get(1))).isEqualTo(Double.doubleToRawLongBits(Staging.STALE));
        assertThat(ops.get(3) - ops.get(2)).isEqualTo(120);
        assertThat(last(played, "up b:1", 2)).containsExactly(1.0, 1.0);
    }

    @Test
    void motions_ofAllKinds_comeOneAfterTheOther() {
        SortedMap<String, List<Double>> played = play("""
              - { at: 0m, series: ['ops_total{node="a"}'], to: 7 }
              - { at: 1m, series: ['ops_total{node="a"}'], to: add 1 }
              - { at: 2m, series: ['ops_total{node="a"}'], to: ago 20s }
              - { at: 3m, series: ['ops_total{node="a"}'], to: swing 5 6 every 1m }
            """);
        assertThat(last(played, "ops_total a:1", 5)).containsExactly(7.0, 8.0, ZERO + 100.0, 5.0, 6.0);
    }

    @Test
    void seriesAddedTwice_areOneSeries() {
        SortedMap<String, List<Double>> played = play("""
              - { at: 0m, until: 2m, add: { 'new{node="c"}': 3 } }
              - { at: 2m, add: { 'new{node="c"}': 4 } }
            """);
        assertThat(played.get("new null")).containsExactly(3.0, 3.0, 4.0, 4.0, 4.0);
    }

    /** The server takes no sample of a series that is older than one it has. */
    @Test
    void series_ofAllScenariosWithSeeds_areToldOnceInOrder() throws IOException {
        var files = new ArrayList<SourceFile>();
        try (Stream<Path> paths = Files.list(Path.of("..", "rules", "scenarios"))) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(SourceFile.of(path.getFileName().toString(), Files.readString(path)));
            }
        }
        var diagnostics = new Diagnostics();
        Suite suite = new ScenarioReader(diagnostics).read(files);
        assertThat(diagnostics.hasErrors()).isFalse();
        for (Scenario scenario : suite.scenarios()) {
            for (long seed = 1; seed <= 2; seed++) {
                String play = scenario.id() + " with seed " + seed;
                var told = new HashSet<SortedMap<String, String>>();
                Staging.of(suite.world(), scenario, Perturbation.of(seed, scenario.id()), ZERO)
                        .play(0, Map.of(), (labels, millis, values, count) -> {
                            assertThat(told.add(labels))
                                    .as("%s: %s", play, labels)
                                    .isTrue();
                            for (int i = 1; i < count; i++) {
                                if (millis[i] <= millis[i - 1]) {
                                    fail("%s: %s goes back", play, labels);
                                }
                            }
                        });
            }
        }
    }

    @Test
    void stateMetrics_restartedBefore_areBackAfterTheyWereNotReached() {
        SortedMap<String, List<Double>> played = play("""
              - { at: 0m, until: 2m, copy: ['{job="kubelet",instance="a:1"}'], with: { instance: "c:1" } }
              - { at: 2m, until: 3m, scrape: ['up{job="kubelet"}'], to: fails }
            """);
        assertThat(last(played, "up c:1", 1)).allMatch(value -> value.isNaN());
        assertThat(last(played, "up a:1", 3)).containsExactly(0.0, 1.0, 1.0);
    }

    @Test
    void change_ofSeriesThatAreNotThere_isRefused() {
        assertThatThrownBy(() -> play("  - { at: 0m, series: ['nothing'], to: 1 }\n"))
                .hasMessageContaining("series that are not there: nothing");
    }

    @Test
    void perturbation_ofOneSeed_isAlwaysTheSame() {
        assertThat(Perturbation.of(7, "X")).isEqualTo(Perturbation.of(7, "X"));
        assertThat(Perturbation.of(7, "X")).isNotEqualTo(Perturbation.of(8, "X"));
        assertThat(Perturbation.of(0, "X")).isEqualTo(Perturbation.NONE);
    }

    private static SortedMap<String, List<Double>> play(String changes) {
        var diagnostics = new Diagnostics();
        Suite suite = new ScenarioReader(diagnostics).read(List.of(SourceFile.of("x.yaml", WORLD + changes)));
        assertThat(diagnostics.sorted()).isEmpty();
        var played = new TreeMap<String, List<Double>>();
        Staging.of(suite.world(), suite.scenarios().get(0), Perturbation.NONE, ZERO)
                .play(
                        300,
                        Map.of(),
                        (labels, millis, values, count) -> played.put(
                                labels.get("__name__") + " " + labels.get("instance"),
                                java.util.Arrays.stream(values, 0, count)
                                        .boxed()
                                        .toList()));
        return played;
    }

    private static List<Double> last(SortedMap<String, List<Double>> played, String series, int count) {
        List<Double> values = played.getOrDefault(series, List.of());
        return values.subList(values.size() - count, values.size());
    }
}
