package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.HealthSettings.OwnerLabels;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {

    private final World world = new World(Instant.parse("2026-11-24T10:00:00Z"));

    private static final ObjectKey ORDERS = new ObjectKey("Deployment", "shop", "orders");

    private Owner ownerOf(ObjectKey subject, ObjectKey... affected) {
        var owners = new Owners(world.cluster(), Slos.of(world.measurements(), world.now()), OwnerLabels.DEFAULTS);
        return owners.of(new SignalReading(
                subject,
                Layer.APPLICATION,
                Judgement.BAD,
                Severity.CRITICAL,
                null,
                List.of(),
                List.of(),
                List.of(affected)));
    }

    private void namespace(String labels) {
        world.apply("kind: Namespace\nmetadata: { name: shop, labels: { " + labels + " } }");
    }

    private void deployment(String labels) {
        world.apply("kind: Deployment\nmetadata: { name: orders, namespace: shop, labels: { " + labels + " } }");
    }

    @Test
    void of_labelledObject_isItsOwn() {
        namespace("team: storefront, tier: dev");
        deployment("team: orders, tier: critical");
        assertThat(ownerOf(ORDERS)).isEqualTo(new Owner("orders", "critical"));
    }

    @Test
    void of_unlabelledObject_isItsNamespaces() {
        namespace("team: storefront, tier: critical");
        deployment("app: orders");
        assertThat(ownerOf(ORDERS)).isEqualTo(new Owner("storefront", "critical"));
    }

    @Test
    void of_foreignTier_isNoTier() {
        namespace("tier: critical");
        deployment("tier: backend");
        assertThat(ownerOf(ORDERS).tier()).isEqualTo("critical");
    }

    @Test
    void of_pod_isItsWorkloads() {
        namespace("team: storefront, tier: dev");
        deployment("team: orders, tier: critical");
        world.apply("""
                kind: ReplicaSet
                metadata:
                  name: orders-a
                  namespace: shop
                  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: orders, uid: u, controller: true }]
                ---
                kind: Pod
                metadata:
                  name: orders-1
                  namespace: shop
                  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: orders-a, uid: u, controller: true }]
                """);
        assertThat(ownerOf(new ObjectKey("Pod", "shop", "orders-1"))).isEqualTo(new Owner("orders", "critical"));
    }

    @Test
    void of_nothingLabelled_isNobodysAndStandard() {
        deployment("app: orders");
        assertThat(ownerOf(ORDERS)).isEqualTo(new Owner("", "standard"));
    }

    @Test
    void of_autoscaler_isItsWorkloads() {
        deployment("team: orders, tier: critical");
        var hpa = new ObjectKey("HorizontalPodAutoscaler", "shop", "any");
        assertThat(ownerOf(hpa, ORDERS)).isEqualTo(new Owner("orders", "critical"));
    }

    @Test
    void of_calledService_isNotItsCallers() {
        deployment("team: orders, tier: critical");
        assertThat(ownerOf(new ObjectKey("Service", "shop", "payments"), ORDERS))
                .isEqualTo(new Owner("", "standard"));
    }

    @Test
    void of_objective_isWhatItDeclares() {
        world.answerAll()
                .measure("slo_info", 1, "slo", "success", "namespace", "shop", "team", "checkout", "tier", "critical");
        assertThat(ownerOf(new ObjectKey("Slo", "shop", "success"))).isEqualTo(new Owner("checkout", "critical"));
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION, critical, CRITICAL",
        "APPLICATION, standard, WARNING",
        "BUSINESS, standard, WARNING",
        "APPLICATION, dev, INFORMATION",
        "PLATFORM, standard, CRITICAL",
        "CLUSTER, standard, CRITICAL",
    })
    void capped_byTier_pagesForTheCriticalOnly(Layer layer, String tier, Severity expected) {
        assertThat(Owners.capped(Severity.CRITICAL, layer, new Owner("", tier))).isEqualTo(expected);
    }
}
