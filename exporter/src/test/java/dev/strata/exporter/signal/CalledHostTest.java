package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledHostTest {

    private static final ObjectKey CALLER = new ObjectKey("Service", "shop", "orders");

    private final World world = new World(Instant.parse("2026-11-24T10:00:00Z")).apply("""
                    kind: Service
                    metadata: { name: ledger, namespace: bank }
                    spec: { selector: { app: ledger } }
                    """);

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "payments, Service shop/payments",
                "payments:8080, Service shop/payments",
                "ledger.bank, Service bank/ledger",
                "ledger.bank:443, Service bank/ledger",
                "payments.stripe, ExternalHost payments.stripe",
                "ledger.bank.svc, Service bank/ledger",
                "ledger.bank.svc.cluster.local, Service bank/ledger",
                "ledger.bank.svc.cluster.local., Service bank/ledger",
                "db-0.db.bank.svc.cluster.local, Service bank/db",
                "api.stripe.com, ExternalHost api.stripe.com",
                "svc.example.com, ExternalHost svc.example.com",
                "10.1.2.3:9000, ExternalHost 10.1.2.3",
                "[fd00::1]:9000, ExternalHost [fd00::1]",
                "orders, nothing",
                "orders.shop.svc, nothing",
                "localhost:9000, nothing",
                "none, nothing",
                "'', nothing",
            })
    void resolve_host_isWhatAResolverWouldFind(String host, String expected) {
        assertThat(CalledHost.resolve(host, CALLER, world.cluster())
                        .map(ObjectKey::toString)
                        .orElse(null))
                .isEqualTo(expected);
    }
}
