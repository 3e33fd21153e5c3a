package dev.strata.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.health.Owner;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.signal.SignalReading.Evidence;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HealthCollectorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void registeredFamilies_areThoseOfTheContract() {
        var descriptors = new HealthCollector().getMetricFamilyDescriptors();
        assertThat(descriptors).hasSameSizeAs(MetricFamilies.ALL);
        for (int i = 0; i < descriptors.size(); i++) {
            MetricFamily family = MetricFamilies.ALL.get(i);
            MetricFamilyDescriptor descriptor = descriptors.get(i);
            assertThat(family.name()).startsWith(descriptor.getPrometheusName());
            assertThat(descriptor.getType().name()).isEqualTo(family.type().name());
            assertThat(descriptor.getLabelNames()).containsExactlyInAnyOrderElementsOf(family.labels());
        }
    }

    @Test
    void finding_ofAClusterScopedObject_hasNoNamespaceLabel() {
        assertThat(scrape(snapshot(List.of(finding("Node", "", "node-1")))))
                .contains("strata_signal_severity{kind=\"Node\",layer=\"cluster\",name=\"node-1\","
                        + "signal=\"node_not_ready\"} 2.0\n")
                .contains("strata_signal_evidence{evidence=\"pods\",kind=\"Node\",")
                .contains("strata_owner_info{kind=\"Node\",name=\"node-1\",team=\"infra\",tier=\"standard\"} 1\n")
                .contains("strata_root_cause_effects{");
    }

    @Test
    void layer_withoutJudgement_hasNoSeverity() {
        String page = scrape(snapshot(List.of()));
        assertThat(page)
                .contains("strata_layer_severity{layer=\"cluster\"} 0.0\n")
                .doesNotContain("strata_layer_severity{layer=\"business\"")
                .contains("strata_layer_judged_ratio{layer=\"business\"} 0.5\n")
                .doesNotContain("NaN");
    }

    @Test
    void details_ofMoreFindingsThanTheCap_areLeftOutAndCounted() {
        var many = new ArrayList<Finding>();
        for (int i = 0; i < HealthCollector.WORST + 7; i++) {
            many.add(finding("Node", "", "node-" + i));
        }
        String page = scrape(snapshot(many, List.of()));
        assertThat(page.lines().filter(line -> line.startsWith("strata_signal_severity{")))
                .hasSize(HealthCollector.WORST + 7);
        assertThat(page.lines().filter(line -> line.startsWith("strata_signal_evidence{")))
                .hasSize(HealthCollector.WORST);
        assertThat(page)
                .contains("strata_series_dropped_total{reason=\"details\"} 7.0\n")
                .contains("strata_series_dropped_total{reason=\"findings\"} 0.0\n");
    }

    /** A bad day on the largest cluster: everything is in trouble at once. */
    @Test
    void rows_ofAClusterInWhichEverythingFails_staySixThousand() {
        var many = new ArrayList<Finding>();
        var roots = new ArrayList<RootCause>();
        var hpas = new ArrayList<HealthSnapshot.HpaState>();
        var joins = new ArrayList<HealthSnapshot.ServiceJoin>();
        var changes = new ArrayList<HealthSnapshot.Change>();
        for (int i = 0; i < 20_000; i++) {
            var workload = new ObjectKey("Deployment", "n-" + i / 2, "app-" + i);
            Finding finding =
                    finding("signal_" + i % 40, workload, i % 100 == 0 ? Severity.CRITICAL : Severity.WARNING);
            many.add(finding);
            if (i % 2 == 0) {
                roots.add(new RootCause(finding, 1, List.of()));
            }
            hpas.add(new HealthSnapshot.HpaState(
                    new ObjectKey("HorizontalPodAutoscaler", "n-" + i / 2, "app-" + i), workload, 0.9));
            joins.add(new HealthSnapshot.ServiceJoin(new ObjectKey("Service", "n-" + i / 2, "app-" + i), workload));
            changes.add(new HealthSnapshot.Change(workload, "rollout", NOW.minusSeconds(i)));
        }
        String page = scrape(new HealthSnapshot(
                NOW, List.of(), List.of(), List.of(), List.of(), many, roots, hpas, joins, List.of(), changes));

        assertThat(page.lines().filter(line -> !line.startsWith("#"))).hasSizeBetween(3_000, 5_200);
        // All that is critical, and the worst of each signal, is among what is shown.
        for (int signal = 0; signal < 40; signal++) {
            String label = "signal=\"signal_" + signal + "\"";
            assertThat(page.lines())
                    .anyMatch(line -> line.startsWith("strata_signal_severity{") && line.contains(label));
        }
        assertThat(page.lines().filter(line -> line.startsWith("strata_signal_severity{") && line.endsWith(" 3.0")))
                .hasSize(200);
        assertThat(page).doesNotContain("strata_series_dropped_total{reason=\"findings\"} 0.0\n");
    }

    private static Finding finding(String signal, ObjectKey subject, Severity severity) {
        Finding plain = finding(subject.kind(), subject.namespace(), subject.name());
        return new Finding(
                new FindingId(Layer.APPLICATION, signal, subject),
                plain.verdict(),
                plain.held(),
                severity,
                plain.since(),
                plain.sinceKnown(),
                plain.firingSince(),
                plain.clearedAt(),
                plain.unknownSince(),
                plain.reasons(),
                plain.evidence(),
                plain.affected(),
                plain.owner(),
                plain.causes());
    }

    @Test
    void evaluations_areAHistogramInSeconds() {
        var figures = SelfFigures.Evaluations.NONE.plus(Duration.ofMillis(3)).plus(Duration.ofSeconds(9));
        assertThat(figures.counts()).startsWith(0L, 1L).endsWith(1L);
        assertThat(figures.sumSeconds()).isEqualTo(9.003);
    }

    private static Finding finding(String kind, String namespace, String name) {
        return new Finding(
                new FindingId(Layer.CLUSTER, "node_not_ready", new ObjectKey(kind, namespace, name)),
                Verdict.FIRING,
                false,
                Severity.WARNING,
                NOW.minusSeconds(300),
                true,
                NOW.minusSeconds(180),
                null,
                null,
                List.of("kubelet_not_ready"),
                List.of(new Evidence("pods", 7)),
                List.of(),
                new Owner("infra", "standard"),
                List.of());
    }

    private static HealthSnapshot snapshot(List<Finding> findings) {
        return snapshot(
                findings,
                findings.stream().map(one -> new RootCause(one, 1, List.of())).toList());
    }

    private static HealthSnapshot snapshot(List<Finding> findings, List<RootCause> roots) {
        return new HealthSnapshot(
                NOW,
                List.of(new SourceState("kubernetes", true, NOW, "")),
                List.of(),
                List.of(
                        new LayerHealth(Layer.CLUSTER, OptionalInt.of(0), 1),
                        new LayerHealth(Layer.BUSINESS, OptionalInt.empty(), 0.5)),
                List.of(),
                findings,
                roots,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static String scrape(HealthSnapshot snapshot) {
        var registry = new PrometheusRegistry();
        var collector = new HealthCollector();
        registry.register(collector);
        collector.publish(snapshot, SelfFigures.none("test"));
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
