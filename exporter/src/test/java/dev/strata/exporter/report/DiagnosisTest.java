package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.inquiry.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a snapshot is shown, and in which order. */
class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final World world = new World(NOW).withoutPrometheus();

    @Test
    void of_olderThanAWeek_isOneLineATeam() {
        stuck("shop", "orders", Duration.ofMinutes(20));
        namespace("shop", "storefront");
        namespace("legacy", "archive");
        for (String name : List.of("a", "b", "c")) {
            stuck("legacy", name, Duration.ofDays(8));
        }
        stuck("shop", "old", Duration.ofDays(7));
        stuck("shop", "younger", Duration.ofDays(7).minusMinutes(1));
        stuck("nobody", "x", Duration.ofDays(30));

        var diagnosis = Diagnosis.of(snapshot());
        assertThat(diagnosis.cases())
                .extracting(one -> one.finding().id().subject().name())
                .containsExactly("orders", "younger");
        assertThat(TextReport.print(diagnosis, false, 200)).contains("""
                2 root causes, 5 chronic at 2026-11-24 12:00:00 UTC
                """).contains("""
                Chronic, for more than seven days
                  team archive: Deployment legacy/a: rollout does not get on; Deployment legacy/b: rollout does not get on; \
                Deployment legacy/c: rollout does not get on
                  no team: Deployment nobody/x: rollout does not get on
                  team storefront: Deployment shop/old: rollout does not get on
                """);
        assertThat(Board.page(diagnosis)).contains("<li>team archive: Deployment legacy/a");
        assertThat(JsonReport.print(diagnosis)).contains("\"chronic\" : true").contains("\"chronic\" : false");
    }

    @Test
    void of_newAndOld_newLeads() {
        stuck("a", "older", Duration.ofDays(3));
        stuck("b", "newer", Duration.ofMinutes(20));
        assertThat(Diagnosis.of(snapshot()).cases())
                .extracting(one -> one.finding().id().subject().name())
                .containsExactly("newer", "older");
    }

    @Test
    void of_aNamespace_leavesOutTheRest_andSaysSo() {
        stuck("shop", "orders", Duration.ofMinutes(20));
        stuck("other", "thing", Duration.ofMinutes(20));
        HealthSnapshot snapshot = snapshot();
        var diagnosis = Diagnosis.of(snapshot, Scope.of(world.cluster(), "shop", ""));

        assertThat(TextReport.print(diagnosis, false, 100))
                .contains("only namespace shop; 1 root cause elsewhere\n")
                .contains("1. Deployment shop/orders")
                .doesNotContain("thing");
        assertThat(JsonReport.print(diagnosis)).doesNotContain("thing");
    }

    @Test
    void of_aNamespaceThatANodeStrikes_showsTheNode() {
        stuck("shop", "orders", Duration.ofMinutes(20));
        pod("shop", "orders-1", "node-1");
        namespace("quiet", "x");
        world.apply("""
                kind: Node
                metadata: { name: node-1, creationTimestamp: "2026-11-01T00:00:00Z" }
                status: { conditions: [{ type: Ready, status: "Unknown", lastTransitionTime: "2026-11-24T11:30:00Z" }] }
                """);
        HealthSnapshot snapshot = snapshot();
        assertThat(Diagnosis.of(snapshot, Scope.of(world.cluster(), "shop", "")).findings())
                .extracting(finding -> finding.id().subject().name())
                .contains("node-1");
        assertThat(Diagnosis.of(snapshot, Scope.of(world.cluster(), "quiet", ""))
                        .all())
                .isEmpty();
    }

    @Test
    void of_aWorkload_leavesOutItsNeighbours() {
        stuck("shop", "orders", Duration.ofMinutes(20));
        stuck("shop", "orders-import", Duration.ofMinutes(20));
        HealthSnapshot snapshot = snapshot();
        for (String asked : List.of("orders", "deployment/orders", "deploy/orders", "Deployment/orders")) {
            assertThat(Diagnosis.of(snapshot, Scope.of(world.cluster(), "shop", asked))
                            .all())
                    .as(asked)
                    .extracting(one -> one.finding().id().subject().name())
                    .containsExactly("orders");
        }
    }

    @Test
    void scope_thatIsNotThere_isAMistake_andNeverAllWell() {
        stuck("shop", "orders", Duration.ofMinutes(20));
        assertThatThrownBy(() -> Scope.of(world.cluster(), "shp", ""))
                .hasMessage("namespace 'shp' is not in what can be seen");
        assertThatThrownBy(() -> Scope.of(world.cluster(), "shop", "order"))
                .hasMessage("workload 'order' is not in what can be seen of namespace 'shop'");
        assertThatThrownBy(() -> Scope.of(world.cluster(), "", "statefulset/orders"))
                .hasMessageContaining("not in what can be seen");
    }

    @Test
    void scope_whereNamespacesCannotBeSeen_isBelieved() {
        world.see(KubeResource.NAMESPACES, State.FORBIDDEN);
        assertThat(Scope.of(world.cluster(), "shop", "").namespace()).isEqualTo("shop");
    }

    @Test
    void markdown_ofAnIncident_isATicket() {
        namespace("shop", "storefront");
        stuck("shop", "orders", Duration.ofMinutes(20));
        stuck("shop", "old", Duration.ofDays(9));
        world.see(KubeResource.NODES, State.FORBIDDEN);
        Golden.check(Path.of("src/test/resources/report/incident.md"), MarkdownReport.print(Diagnosis.of(snapshot())));
    }

    @Test
    void markdown_hostileText_formsNoMarkup() {
        assertThat(MarkdownReport.plain("[x](http://y) <b>&amp; `z` | a_b*c*\n# d\u001b[1m"))
                .isEqualTo("\\[x\\](http://y) \\<b\\>&amp;amp; \\`z\\` \\| a\\_b\\*c\\* \\# d\ufffd\\[1m");
    }

    private void namespace(String name, String team) {
        world.apply("""
                kind: Namespace
                metadata: { name: %s, creationTimestamp: "2026-10-01T00:00:00Z", labels: { team: %s } }
                """.formatted(name, team));
    }

    private void stuck(String namespace, String name, Duration ago) {
        world.apply("""
                kind: Deployment
                metadata: { name: %1$s, namespace: %2$s, creationTimestamp: "2026-10-01T00:00:00Z", generation: 2 }
                spec:
                  replicas: 1
                  selector: { matchLabels: { app: %1$s } }
                  template: { metadata: { labels: { app: %1$s } }, spec: { containers: [{ name: app, image: "x:1" }] } }
                status:
                  observedGeneration: 2
                  replicas: 1
                  updatedReplicas: 1
                  readyReplicas: 1
                  availableReplicas: 1
                  conditions:
                    - { type: Progressing, status: "False", reason: ProgressDeadlineExceeded, lastTransitionTime: "%3$s" }
                """.formatted(name, namespace, NOW.minus(ago)));
    }

    private void pod(String namespace, String name, String node) {
        world.apply("""
                kind: Pod
                metadata: { name: %s, namespace: %s, creationTimestamp: "2026-11-01T00:00:00Z", labels: { app: orders } }
                spec: { nodeName: %s, containers: [{ name: app, image: "x:1" }] }
                status:
                  phase: Running
                  conditions: [{ type: Ready, status: "False", lastTransitionTime: "2026-11-24T11:30:00Z" }]
                """.formatted(name, namespace, node));
    }

    private HealthSnapshot snapshot() {
        return new HealthFold()
                .next(
                        null,
                        new HealthInput(
                                world.cluster(),
                                world.measurements(),
                                List.of(),
                                HealthSettings.DEFAULTS,
                                Map.of(),
                                NOW));
    }
}
