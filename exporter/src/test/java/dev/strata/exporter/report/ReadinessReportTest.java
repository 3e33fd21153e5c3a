package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.BottleneckLayer;
import dev.strata.catalog.DiagnosticLayer;
import dev.strata.catalog.Input;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.Owner;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.inquiry.Scope;
import dev.strata.exporter.signal.SignalReading.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessReportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Signal RISK = signal("risk", "workload takes a risk", Severity.INFORMATION);
    private static final Signal GOVERNED = signal("governed", "namespace has no limits", Severity.INFORMATION);
    private static final Signal GRANTS = signal("grants", "workload may do everything", Severity.INFORMATION);
    private static final Signal IDLE = signal("idle", "object is left over", Severity.INFORMATION);
    private static final Signal LOUD = signal("loud", "something is broken", Severity.CRITICAL);

    @Test
    void text_listsWhatIsFound_fine_unknownAndOff() {
        var report = report(
                Scope.ALL,
                finding(RISK, "orders", Severity.INFORMATION),
                finding(LOUD, "remarked", Severity.INFORMATION),
                finding(LOUD, "broken", Severity.CRITICAL));
        assertThat(report.text(false, 100)).isEqualTo("""
                Readiness at 2026-11-24 12:00:00 UTC

                - Workload takes a risk  1 found
                    Deployment shop/orders (team storefront): no probe; replicas 1
                    do: mend it
                - Namespace has no limits  fine
                - Workload may do everything  unknown
                    pods forbidden
                - Object is left over  not looked at
                    the signal idle is off
                - Something is broken  1 found
                    Deployment shop/remarked (team storefront): no probe; replicas 1
                    do: mend it
                """);
        assertThat(report.hasFindings()).isTrue();
    }

    @Test
    void markdown_hasBoxesToTick() {
        assertThat(report(Scope.ALL, finding(RISK, "orders", Severity.INFORMATION))
                        .markdown())
                .contains("- [ ] Workload takes a risk: 1 found\n  - Deployment shop/orders")
                .contains("- [x] Namespace has no limits: fine\n")
                .contains("- [ ] Workload may do everything: unknown\n");
    }

    @Test
    void text_manyFindings_areCut() {
        var many = new ArrayList<Finding>();
        for (int i = 0; i < 30; i++) {
            many.add(finding(RISK, "orders-" + i, Severity.INFORMATION));
        }
        assertThat(report(Scope.ALL, many.toArray(Finding[]::new)).text(false, 100))
                .contains("30 found")
                .contains("and 18 more")
                .doesNotContain("orders-12 ");
    }

    @Test
    void text_ofANamespace_leavesOutTheRest() {
        var world = new World(NOW).apply("""
                kind: Namespace
                metadata: { name: quiet, creationTimestamp: "2026-11-01T00:00:00Z" }
                """);
        var report = report(Scope.of(world.cluster(), "quiet", ""), finding(RISK, "orders", Severity.INFORMATION));
        assertThat(report.text(false, 100))
                .startsWith("Readiness of namespace quiet at")
                .doesNotContain("orders");
        assertThat(report.hasFindings()).isFalse();
    }

    private static ReadinessReport report(Scope scope, Finding... findings) {
        var snapshot = new HealthSnapshot(
                NOW,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        tally(RISK, true, ""),
                        tally(GOVERNED, true, ""),
                        tally(GRANTS, true, "pods forbidden"),
                        tally(IDLE, false, ""),
                        tally(LOUD, true, "")),
                List.of(findings),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new ReadinessReport(snapshot, scope, List.of(RISK, GOVERNED, GRANTS, IDLE, LOUD));
    }

    private static SignalTally tally(Signal signal, boolean enabled, String blind) {
        return new SignalTally(signal, Layer.APPLICATION, enabled, blind, Map.of(Verdict.HEALTHY, 3));
    }

    private static Finding finding(Signal signal, String name, Severity severity) {
        return new Finding(
                new FindingId(Layer.APPLICATION, signal.id(), new ObjectKey("Deployment", "shop", name)),
                Verdict.FIRING,
                false,
                severity,
                NOW.minusSeconds(60),
                true,
                NOW,
                null,
                null,
                List.of("no_probe"),
                List.of(new Evidence("replicas", 1)),
                List.of(),
                new Owner("storefront", "standard"),
                List.of());
    }

    private static Signal signal(String id, String title, Severity max) {
        return new Signal(
                1,
                id,
                Layer.APPLICATION,
                max,
                List.of("Deployment"),
                Input.KUBERNETES,
                Duration.ZERO,
                Duration.ZERO,
                DiagnosticLayer.OBJECT,
                BottleneckLayer.SERVICE,
                title,
                "mend it");
    }
}
