package dev.strata.rulegen.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.Golden;
import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackBuilderTest {
    private static final String YAML = """
            apiVersion: strata/v1
            kind: AlertPack
            metadata: { name: queues, layer: application, team: storefront, tier: critical }
            alerts:
              - name: QueueLong
                severity: warning
                summary: "Queue {{ $labels.queue }} is long"
                description: "{{ $value | humanize }} messages wait: \\"a\\"."
                impact: "Orders are late."
                condition:
                  threshold: { metric: 'queue_messages{state=~"ready|retry"}', by: [namespace, queue], %s }
                for: 2m
                keepFiringFor: 90s
                replaces: [QueueFull]
              - name: OrdersFail
                severity: critical
                summary: "Orders of {{ $labels.namespace }} fail"
                description: "Too many."
                impact: "Orders are lost."
                condition:
                  ratio: { bad: 'orders_total{outcome="failed"}', total: orders_total, over: 5m, by: [namespace], above: 5%%, floor: 1/s }
                for: %s
              - name: WorkersGone
                severity: warning
                summary: "Workers are gone"
                description: "None is left."
                impact: "Nothing is worked on."
                condition: { promql: 'sum by (cluster) (workers_ready) == 0' }
                inhibitedBy: [OrdersFail]
                tests:
                  - { name: none fires, at: 10m, value: 0, input: [{ series: workers_ready, values: '0x20' }], firing: [{}] }
            """;
    private static final Pattern PLACE = Pattern.compile("[\\w.-]+:\\d+:\\d+: ");

    /** The same as {@link #YAML}. */
    private static PackBuilder pack(String key, String limit, Duration hold) {
        return PackBuilder.named("queues")
                .layer(Layer.APPLICATION)
                .team("storefront")
                .tier(Tier.CRITICAL)
                .alert(AlertBuilder.named("QueueLong")
                        .severity(AlertSeverity.WARNING)
                        .summary("Queue {{ $labels.queue }} is long")
                        .description("{{ $value | humanize }} messages wait: \"a\".")
                        .impact("Orders are late.")
                        .when(ConditionBuilder.threshold("queue_messages{state=~\"ready|retry\"}")
                                .by("namespace", "queue")
                                .with(key, limit))
                        .holdFor(Duration.ofMinutes(2))
                        .keepFiringFor(Duration.ofSeconds(90))
                        .replaces("QueueFull"))
                .alert(AlertBuilder.named("OrdersFail")
                        .severity(AlertSeverity.CRITICAL)
                        .summary("Orders of {{ $labels.namespace }} fail")
                        .description("Too many.")
                        .impact("Orders are lost.")
                        .when(ConditionBuilder.ratio("orders_total{outcome=\"failed\"}", "orders_total")
                                .over(Duration.ofMinutes(5))
                                .by("namespace")
                                .above("5%")
                                .floor("1/s"))
                        .holdFor(hold))
                .alert(AlertBuilder.named("WorkersGone")
                        .severity(AlertSeverity.WARNING)
                        .summary("Workers are gone")
                        .description("None is left.")
                        .impact("Nothing is worked on.")
                        .when(ConditionBuilder.promql("sum by (cluster) (workers_ready) == 0"))
                        .inhibitedBy("OrdersFail")
                        .test(
                                "none fires",
                                Duration.ofMinutes(10),
                                0,
                                Map.of("workers_ready", "0x20"),
                                List.of(Map.of())));
    }

    @Test
    void pack_builtAndWritten_yieldsTheSameFiles(@TempDir Path folder) throws IOException {
        String built = pack("atLeast", "1000", Duration.ofMinutes(2)).yaml();
        String written = String.format(YAML, "atLeast: 1000", "2m");
        for (String file : List.of("generated/queues.rules.yaml", "tests/queues.test.yaml")) {
            assertThat(generated(folder.resolve("built"), built, file))
                    .isNotBlank()
                    .isEqualTo(generated(folder.resolve("written"), written, file));
        }
    }

    private static String generated(Path folder, String definition, String file) throws IOException {
        Path source = folder.resolve("queues.yaml");
        Files.createDirectories(folder);
        Files.writeString(source, definition);
        Said said = Terminal.run("generate", "-d", source.toString(), "-o", folder.toString());
        assertThat(said.out()).doesNotContain("error");
        return Golden.read(folder.resolve("rules").resolve(file));
    }

    @Test
    void pack_withFlaws_isRefusedInTheSameWords(@TempDir Path folder) throws IOException {
        String built = pack("atleast", "1000", Duration.ofMinutes(20)).yaml();
        String written = String.format(YAML, "atleast: 1000", "20m");
        List<String> expected = complaints(folder.resolve("written.yaml"), written);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(3);
        assertThat(complaints(folder.resolve("built.yaml"), built)).isEqualTo(expected);
    }

    /** What is said, without places and source lines, which differ. */
    private static List<String> complaints(Path file, String definition) throws IOException {
        Files.writeString(file, definition);
        return Terminal.run("check", file.toString())
                .out()
                .lines()
                .filter(line -> line.contains(": error: ") || line.startsWith("  hint: "))
                .map(line -> PLACE.matcher(line).replaceFirst("").replace(file.getParent() + "/", ""))
                .toList();
    }

    @Test
    void pack_readInProcess_hasItsAlerts() {
        var diagnostics = new Diagnostics();
        var definitions = pack("atLeast", "1000", Duration.ofMinutes(2)).read(diagnostics);
        assertThat(diagnostics.hasErrors()).isFalse();
        assertThat(definitions.alerts())
                .extracting(alert -> alert.name().value())
                .containsExactly("QueueLong", "OrdersFail", "WorkersGone");
    }
}
