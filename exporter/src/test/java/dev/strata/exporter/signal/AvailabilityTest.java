package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTest {

    private static final ObjectKey ORDERS = new ObjectKey("Deployment", "shop", "orders");

    private static World world(int desired, int available, String budget) {
        var world = new World(Instant.parse("2026-11-24T10:00:00Z")).apply("""
                kind: Deployment
                metadata: { name: orders, namespace: shop }
                spec:
                  replicas: %d
                  selector: { matchLabels: { app: orders } }
                  strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 25%% } }
                  template: { metadata: { labels: { app: orders } } }
                status: { availableReplicas: %d }
                """.formatted(desired, available));
        return budget.isEmpty() ? world : world.apply("""
                        kind: PodDisruptionBudget
                        metadata: { name: orders, namespace: shop }
                        spec: { %s, selector: { matchLabels: { app: orders } } }
                        """.formatted(budget));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 8, '', false",
        "10, 7, '', true",
        "1, 0, '', true",
        "0, 0, '', false",
        "10, 5, minAvailable: 50%, false",
        "10, 4, minAvailable: 50%, true",
        "5, 2, minAvailable: 50%, true",
        "5, 3, minAvailable: 50%, false",
        "4, 3, maxUnavailable: 1, false",
        "4, 2, maxUnavailable: 1, true",
        "2, 1, minAvailable: 9, true",
        "2, 2, minAvailable: 9, false",
        "10, 7, maxUnavailable: nonsense, true",
    })
    void isBelowBudget_byBudget_isJudged(int desired, int available, String budget, boolean below) {
        assertThat(Availability.isBelowBudget(world(desired, available, budget).cluster(), ORDERS))
                .isEqualTo(below);
    }
}
