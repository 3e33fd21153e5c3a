package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.monitoring.WebhookReceiver.Notification;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.PartException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One incident, from calm to calm.
 *
 * @param right whether the cause led the list and still did some minutes of the pack later
 * @param seconds from the strike until it led
 * @param led the list of root causes when it was judged
 * @param before what led the list before the cause did, if anything else did
 * @param sent what Alertmanager sent from the strike on, the heartbeat left out
 */
public record RealPlay(
        RealIncident incident,
        boolean right,
        double seconds,
        List<Found> led,
        List<String> before,
        List<Notification> sent) {

    private static final Duration NAMED_WITHIN = Duration.ofMinutes(2);
    /** Five minutes of the pack: time for whatever else would like to lead. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Duration CALM_WITHIN = Duration.ofMinutes(3);

    /** Plays it and cleans up after it, whatever came of it. */
    public static RealPlay of(RealTown town, RealIncident incident) {
        InstantSource clock = InstantSource.system();
        town.awaitCalm(CALM_WITHIN);
        town.namespace(incident.namespace());
        incident.before().accept(town);
        town.awaitCalm(CALM_WITHIN);
        Instant struck = clock.instant();
        try {
            incident.strike().accept(town);
            var others = new TreeSet<String>();
            double seconds = Double.NaN;
            try {
                Await.until(incident.name() + " to be named", NAMED_WITHIN, () -> {
                    Optional<Found> first = town.rootCauses().stream().findFirst();
                    first.filter(found -> !incident.cause().is(found)).ifPresent(found -> others.add(found.toString()));
                    return first.filter(incident.cause()::is).isPresent();
                });
                seconds = Duration.between(struck, clock.instant()).toMillis() / 1e3;
                Await.pause(SETTLING);
            } catch (PartException e) {
                System.err.println(e.getMessage());
            }
            List<Found> led = town.rootCauses();
            boolean right =
                    !Double.isNaN(seconds) && !led.isEmpty() && incident.cause().is(led.get(0));
            return new RealPlay(incident, right, seconds, led, List.copyOf(others), sentSince(town, struck));
        } finally {
            incident.repair().accept(town);
            // Nobody shall be told of Services whose pods go a moment before they do.
            for (JsonNode service : town.api().list("/api/v1/namespaces/" + incident.namespace() + "/services")) {
                town.api()
                        .delete("/api/v1/namespaces/" + incident.namespace() + "/services/"
                                + service.path("metadata").path("name").asText());
            }
            town.api().delete("/api/v1/namespaces/" + incident.namespace());
            town.api().awaitGone("/api/v1/namespaces/" + incident.namespace(), CALM_WITHIN);
        }
    }

    /** In one line, for people who watch. */
    public String line() {
        return "%s: %s after %.1f s; led by %s%s"
                .formatted(
                        incident.name(),
                        right ? "right" : "WRONG",
                        seconds,
                        led,
                        before.isEmpty() ? "" : "; before it " + before);
    }

    /** How many groups a receiver was told of. */
    public int groups(String receiver) {
        return (int) sent.stream()
                .filter(n -> n.receiver().equals(receiver))
                .map(n -> n.payload().path("groupKey").asText())
                .distinct()
                .count();
    }

    /** The alerts of each notification in a line, for people who watch. */
    public List<String> sentLines() {
        return sent.stream()
                .map(n -> "  " + n.receiver() + " " + n.payload().path("groupLabels") + " "
                        + alerts(n)
                                .map(alert -> alert.path("status").asText() + " "
                                        + alert.path("labels").path("alertname").asText())
                                .toList())
                .toList();
    }

    /** The first that people were told, by page if there was one, of the time when something began. */
    public Optional<Notification> first() {
        return Stream.of("strata-page", "strata-ticket")
                .flatMap(receiver -> sent.stream().filter(n -> n.receiver().equals(receiver)))
                .filter(n -> n.payload().path("status").asText().equals("firing"))
                .findFirst();
    }

    /** Whether what people were told first names the cause by its kind and name, in the texts of its alerts. */
    public boolean firstNamesTheCause() {
        var cause = incident.cause();
        String named = cause.kind() + " " + (cause.namespace().isEmpty() ? "" : cause.namespace() + "/") + cause.name();
        return first().stream()
                .flatMap(RealPlay::alerts)
                .flatMap(alert -> StreamSupport.stream(alert.path("annotations").spliterator(), false))
                .anyMatch(text -> text.asText().contains(named));
    }

    private static Stream<JsonNode> alerts(Notification notification) {
        return StreamSupport.stream(notification.payload().path("alerts").spliterator(), false);
    }

    private static List<Notification> sentSince(RealTown town, Instant struck) {
        return town.run().webhook().notifications().stream()
                .filter(n -> n.at().isAfter(struck) && !n.receiver().equals("strata-heartbeat"))
                .toList();
    }
}
