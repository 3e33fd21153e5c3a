package dev.strata.testbed.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.HttpCall;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopTest {
    @RegisterExtension
    static final Shop SHOP = Shop.with(Replicas.fixed(8));

    private final HttpCall http = HttpCall.plain();

    @Test
    void metrics_afterAWhile_showRequests() {
        Await.until(
                "the first placed order",
                Duration.ofSeconds(10),
                () -> http.get(at(SHOP.ordersAddress(), "/metrics"))
                        .body()
                        .lines()
                        .anyMatch(line -> line.startsWith("shop_orders_total{") && !line.endsWith(" 0.0")));
        assertThat(http.get(at(SHOP.paymentsAddress(), "/metrics")).body()).contains("application=\"payments\"");
    }

    @Test
    void scenario_posted_changesOnlyWhatIsNamed() {
        Scenario before = SHOP.scenario();

        HttpCall.Answer answer =
                http.send("POST", at(SHOP.ordersAddress(), "/scenario"), "application/json", "{\"offeredLoad\": 42}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(SHOP.scenario()).isEqualTo(before.withOfferedLoad(42));
    }

    @Test
    void scenario_unknownField_isRefused() {
        HttpCall.Answer answer =
                http.send("POST", at(SHOP.ordersAddress(), "/scenario"), "application/json", "{\"offered\": 42}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"offered\"");
    }

    @Test
    void scenario_ratioAboveOne_isRefused() {
        HttpCall.Answer answer =
                http.send("POST", at(SHOP.ordersAddress(), "/scenario"), "application/json", "{\"errorRatio\": 2}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("errorRatio is 2.0, expected a ratio between 0 and 1");
    }

    private static URI at(String address, String path) {
        return URI.create("http://" + address + path);
    }
}
