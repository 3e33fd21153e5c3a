package dev.strata.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.monitoring.WebhookReceiver.Notification;
import dev.strata.testbed.part.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incidents from the load on the order service to the page that names the cause, and back. */
@Tag("real")
class ShopIncidentTest {

    private static final Tempo TEMPO = new Tempo(20, Duration.ofSeconds(1));
    private static final Duration BASELINE = Duration.ofSeconds(45);
    private static final Duration PAGE_WITHIN = Duration.ofSeconds(150);
    private static final Duration CALM_WITHIN = Duration.ofMinutes(4);

    @ParameterizedTest
    @ValueSource(strings = {"slow-dependency", "no-capacity"})
    @Timeout(600)
    void incident_pagesOnceWithTheCause_andResolves(String name) {
        var incident = Incident.named(name);
        try (var run = ShopRun.start(incident, TEMPO)) {
            Await.pause(BASELINE);
            assertThat(rootCauses(run)).as("root causes before the incident").isEmpty();
            var begun = Instant.now();
            run.begin();

            var page = run.webhook()
                    .await(PAGE_WITHIN, n -> alerts(n, incident.expect().page(), "firing") > 0);
            System.out.printf(
                    "[real] %s: page after %d s%n",
                    name, Duration.between(begun, page.at()).toSeconds());

            assertThat(description(page, incident.expect().page()))
                    .as("the first payload names the cause")
                    .contains(incident.expect().cause().name())
                    .contains(incident.expect().cause().kind());
            assertThat(identity(run.health().path("rootCauses").path(0)))
                    .isEqualTo(incident.expect().cause());

            run.recover();
            run.webhook().await(CALM_WITHIN, n -> alerts(n, incident.expect().page(), "resolved") > 0);
            Await.until(
                    "no root cause to be left",
                    CALM_WITHIN,
                    () -> rootCauses(run).isEmpty());
            assertThat(firstFiring(
                            run.webhook().notifications(), incident.expect().page()))
                    .as("one page for one incident")
                    .isEqualTo(1);
        }
    }

    private static List<JsonNode> rootCauses(ShopRun run) {
        return StreamSupport.stream(run.health().path("rootCauses").spliterator(), false)
                .toList();
    }

    private static Incident.Cause identity(JsonNode rootCause) {
        var identity = rootCause.path("identity");
        return new Incident.Cause(
                identity.path("signal").asText(),
                identity.path("kind").asText(),
                identity.path("namespace").asText(),
                identity.path("name").asText());
    }

    private static long alerts(Notification notification, String alert, String status) {
        return stream(notification)
                .filter(a -> a.path("labels").path("alertname").asText().equals(alert))
                .filter(a -> a.path("status").asText().equals(status))
                .count();
    }

    private static String description(Notification notification, String alert) {
        return stream(notification)
                .filter(a -> a.path("labels").path("alertname").asText().equals(alert))
                .map(a -> a.path("annotations").path("description").asText())
                .findFirst()
                .orElse("");
    }

    private static long firstFiring(List<Notification> notifications, String alert) {
        return notifications.stream()
                .flatMap(ShopIncidentTest::stream)
                .filter(a -> a.path("labels").path("alertname").asText().equals(alert))
                .map(a -> a.path("startsAt").asText())
                .distinct()
                .count();
    }

    private static java.util.stream.Stream<JsonNode> stream(Notification notification) {
        return StreamSupport.stream(notification.payload().path("alerts").spliterator(), false);
    }
}
