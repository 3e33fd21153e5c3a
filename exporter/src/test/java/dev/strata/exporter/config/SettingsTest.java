package dev.strata.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.strata.exporter.Golden;
import dev.strata.exporter.config.Settings.Setting;
import dev.strata.exporter.signal.Thresholds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That what the documentation says about defaults is what the program does. */
class SettingsTest {

    private static final Pattern GENERATED =
            Pattern.compile("(<!-- generated: ([a-zA-Z]+) -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);

    @Test
    void documentation_hasTheTablesOfAllSections() {
        Path file = Path.of("../docs/configuration.md");
        String page = Golden.read(file);
        String next = GENERATED
                .matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + "\n" + Settings.table(found.group(2)) + "\n" + found.group(3)));
        Golden.check(file, next);
        for (String section :
                Settings.ALL.stream().map(Setting::section).distinct().toList()) {
            assertThat(page).contains("<!-- generated: " + section + " -->");
        }
    }

    @Test
    void thresholds_areAllDocumented() {
        assertThat(Settings.ALL)
                .filteredOn(setting -> setting.section().equals("thresholds"))
                .extracting(Setting::key)
                .containsExactlyElementsOf(Arrays.stream(Thresholds.class.getRecordComponents())
                        .map(component -> component.getName())
                        .filter(name -> !name.equals("limits"))
                        .toList());
    }

    @Test
    void limits_ofASignal_areSetForAll_andOtherwiseForSome() {
        ExporterConfig config = read("""
                signals:
                  node_disk_saturated: { limits: { disk_queue: 20 } }
                overrides:
                  - labels: { pool: storage }
                    signals:
                      node_disk_saturated: { limits: { disk_queue: 60 } }
                """);
        assertThat(config.thresholds().limits())
                .containsExactly(entry("node_disk_saturated", Map.of("disk_queue", 20.0)));
        var change = Objects.requireNonNull(
                config.tuning().overrides().get(0).signals().get("node_disk_saturated"));
        assertThat(Objects.requireNonNull(change.thresholds()).limits())
                .containsExactly(entry("node_disk_saturated", Map.of("disk_queue", 60.0)));
    }

    @Test
    void limits_thatTheSignalDoesNotHave_areMistakes() {
        String text = "signals: { node_disk_saturated: { limits: { disk_que: 20, disk_queue: many } },"
                + " pod_crashloop: { limits: { restarts: 3 } } }\n";
        assertThat(ConfigReader.read("strata.yaml", Path.of("/etc/strata"), text, Flags.NONE)
                        .problems())
                .extracting(Object::toString)
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("disk_que", "did you mean"))
                .anySatisfy(problem -> assertThat(problem).contains("many"))
                .anySatisfy(problem -> assertThat(problem).contains("restarts"));
    }

    @Test
    void defaults_writtenOut_changeNothing() {
        ExporterConfig usual = read("prometheus: {url: 'http://127.0.0.1:9090'}\nflightRecorder: {window: 2h}\n");
        for (Setting setting : Settings.ALL) {
            boolean inPrometheus = setting.section().equals("prometheus");
            boolean inFlight = setting.section().equals("flightRecorder");
            String text = (inPrometheus ? "" : "prometheus: {url: 'http://127.0.0.1:9090'}\n")
                    + (inFlight ? "" : "flightRecorder: {window: 2h}\n")
                    + setting.section() + ":\n  " + setting.key() + ": "
                    + (setting.value().startsWith(":") ? "'" + setting.value() + "'" : setting.value()) + "\n"
                    + (inPrometheus ? "  url: http://127.0.0.1:9090\n" : "");
            ExporterConfig config = read(text);
            if (setting.key().equals("folder")) {
                config = withFolder(config, usual);
            }
            assertThat(config).as(setting.section() + "." + setting.key()).isEqualTo(usual);
        }
    }

    /** What is written in a file starts from its folder. */
    private static ExporterConfig withFolder(ExporterConfig config, ExporterConfig usual) {
        FlightConfig flight = Objects.requireNonNull(config.flightRecorder());
        assertThat(flight.folder()).isEqualTo(Path.of("/etc/strata/flight-recordings"));
        return usual;
    }

    private static ExporterConfig read(String text) {
        ConfigReading reading = ConfigReader.read("strata.yaml", Path.of("/etc/strata"), text, Flags.NONE);
        assertThat(reading.problems()).as(text).isEqualTo(List.of());
        ExporterConfig config = reading.config();
        if (config == null) {
            throw new AssertionError(text);
        }
        return config;
    }
}
