package dev.strata.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.Golden;
import dev.strata.exporter.signal.Thresholds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {

    private static final Path CASES = Path.of("src/test/resources/config/flaws");

    @Test
    void config_withoutFileOrFlags_isAllDefaults() {
        ExporterConfig config = sound(ConfigReader.read(Flags.NONE));

        assertThat(config.prometheus()).isNull();
        assertThat(config.listen()).isEqualTo(new ListenAddress("", 19391));
        assertThat(config.evaluation()).isEqualTo(EvaluationConfig.DEFAULTS);
        assertThat(config.signals()).isEqualTo(SignalsConfig.DEFAULTS);
        assertThat(config.owners().defaultTier()).isEqualTo("standard");
    }

    @Test
    void config_withEveryKey_isRead() {
        ExporterConfig config = sound(ConfigReader.read(flags(Path.of("src/test/resources/config/every-key.yaml"))));

        var prometheus = Objects.requireNonNull(config.prometheus());
        assertThat(prometheus.url()).isEqualTo(URI.create("https://metrics.example/prom"));
        assertThat(prometheus.access().headers()).containsEntry("X-Scope-OrgID", "shop");
        assertThat(prometheus.access().bearerTokenFile()).hasFileName("token").isAbsolute();
        assertThat(prometheus.questions().selector()).isEqualTo("cluster=\"a\",env=~\"p.*\"");
        assertThat(prometheus.questions().rateWindow()).isEqualTo(Duration.ofSeconds(90));
        assertThat(prometheus.limits())
                .isEqualTo(new PrometheusConfig.Limits(Duration.ofSeconds(2), 30, 5000, Duration.ofMinutes(2)));
        assertThat(config.kubernetes().context()).isEqualTo("prod");
        assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 9999));
        assertThat(config.signals().disabled())
                .contains("coredns_degraded", "hpa_flapping")
                .doesNotContain("node_not_ready", "node_evictions");
        assertThat(config.signals().timings())
                .containsOnlyKeys("node_not_ready")
                .containsEntry(
                        "node_not_ready", new SignalsConfig.Timing(Duration.ofSeconds(90), Duration.ofMinutes(2)));
        assertThat(config.thresholds().minLatency()).isEqualTo(0.4);
        assertThat(config.thresholds().restarts()).isEqualTo(5);
        assertThat(config.owners().teamLabels()).containsExactly("example.org/team", "team");
        assertThat(config.links().templates()).containsOnlyKeys("logs");
        TuningConfig.Adjustment override = config.tuning().overrides().get(0);
        assertThat(override.match())
                .isEqualTo(new TuningConfig.Match(List.of("batch-*"), List.of("import-?"), Map.of("app", "importer")));
        TuningConfig.Change change = Objects.requireNonNull(override.signals().get("pod_crashloop"));
        assertThat(change.pendingFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(change.keepFiring()).isEqualTo(Duration.ofMinutes(15));
        Thresholds thresholds = Objects.requireNonNull(change.thresholds());
        assertThat(thresholds.restarts()).isEqualTo(10);
        assertThat(thresholds.minLatency()).as("what is not overridden").isEqualTo(0.4);
        assertThat(config.tuning().ignores())
                .containsExactly(new TuningConfig.Ignore(
                        Set.of("pod_crashloop", "rollout_stuck"),
                        new TuningConfig.Match(List.of("legacy"), List.of(), Map.of()),
                        "goes away with the old data centre",
                        Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void documentation_namesEveryThreshold_withItsDefault() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        for (var component : Thresholds.class.getRecordComponents()) {
            assertThat(page)
                    .contains(component.getName().equals("limits") ? "limits:" : "| `" + component.getName() + "` | ");
        }
        assertThat(page)
                .contains("| `restarts` | " + Thresholds.DEFAULTS.restarts() + " |")
                .contains("| `restartWindow` | " + Durations.print(Thresholds.DEFAULTS.restartWindow()) + " |")
                .contains("| `crashWait` | " + Durations.print(Thresholds.DEFAULTS.crashWait()) + " |")
                .contains("| `nodeGrace` | " + Durations.print(Thresholds.DEFAULTS.nodeGrace()) + " |")
                .contains("| `latencyGrowth` | " + Thresholds.DEFAULTS.latencyGrowth() + " |")
                .contains("| `dependencyErrorRatio` | " + Thresholds.DEFAULTS.dependencyErrorRatio() + " |");
    }

    @Test
    void flags_overTheFile_win() {
        var flags = new Flags(
                Path.of("src/test/resources/config/every-key.yaml"),
                Path.of("/other/kubeconfig"),
                "staging",
                "http://127.0.0.1:9090",
                "cluster=\"b\"",
                ":0");

        ExporterConfig config = sound(ConfigReader.read(flags));

        assertThat(config.kubernetes().kubeconfig()).isEqualTo(Path.of("/other/kubeconfig"));
        assertThat(config.kubernetes().context()).isEqualTo("staging");
        var prometheus = Objects.requireNonNull(config.prometheus());
        assertThat(prometheus.url()).isEqualTo(URI.create("http://127.0.0.1:9090"));
        assertThat(prometheus.questions().selector()).isEqualTo("cluster=\"b\"");
        assertThat(config.listen().port()).isZero();
    }

    @Test
    void flags_thatCannotBeRead_areNamed() {
        var reading = ConfigReader.read(new Flags(null, null, null, "prometheus:9090", "cluster=a", "19391"));

        assertThat(reading.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "--prometheus.url: expected http://host:port or https://host:port, found 'prometheus:9090'",
                        "--prometheus.selector: expected matchers such as cluster=\"a\", found 'cluster=a'",
                        "--web.listen-address: expected host:port or :port, found '19391'");
    }

    @Test
    void file_missing_isOneClearLine() {
        var reading = ConfigReader.read(flags(Path.of("no/such.yaml")));

        assertThat(reading.problems()).containsExactly(new ConfigProblem("no/such.yaml", "no such file"));
    }

    static Stream<String> flaws() throws IOException {
        try (var cases = Files.list(CASES)) {
            return cases
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void flaw_inAFile_isReportedWithItsPlace(String name) throws IOException {
        var reading = ConfigReader.read(name, CASES, Files.readString(CASES.resolve(name)), Flags.NONE);

        String found = reading.problems().stream().map(p -> p + "\n").collect(Collectors.joining());
        assertThat(found).isNotEmpty();
        Golden.check(CASES.resolve(name.replace(".yaml", ".expected.txt")), found);
    }

    @Test
    void file_changed_isReadAgainOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("strata.yaml");
        write(file, "evaluation: {interval: 2s}\n", 1);
        var watched = new ConfigFile(flags(file));

        assertThat(watched.changed()).isEmpty();
        write(file, "evaluation: {interval: 3s}\n", 2);
        assertThat(watched.changed().map(r -> sound(r).evaluation().interval())).contains(Duration.ofSeconds(3));
        assertThat(watched.changed()).isEmpty();
        write(file, "evaluation: {intervall: 3s}\n", 3);
        assertThat(watched.changed())
                .hasValueSatisfying(r -> assertThat(r.config()).isNull());
    }

    @Test
    void change_ofAConnection_needsARestart() {
        ExporterConfig before = sound(ConfigReader.read(Flags.NONE));
        ExporterConfig after = sound(ConfigReader.read(new Flags(null, null, "b", "http://p:1", null, ":1")));

        assertThat(after.needsRestart(before)).isEqualTo(List.of("kubernetes", "prometheus", "web"));
        assertThat(before.needsRestart(before)).isEmpty();
    }

    private static void write(Path file, String text, int second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    private static Flags flags(Path file) {
        return new Flags(file, null, null, null, null, null);
    }

    private static ExporterConfig sound(ConfigReading reading) {
        if (reading.config() == null) {
            throw new UncheckedIOException(new IOException(reading.problems().toString()));
        }
        return reading.config();
    }
}
