package dev.strata.rulegen.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.route.AlertSpan;
import dev.strata.rulegen.route.InhibitRule;
import dev.strata.rulegen.route.RouteMatcher;
import dev.strata.rulegen.route.RouteNode;
import dev.strata.rulegen.route.RouteNode.Timing;
import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.route.RouteSimulator;
import dev.strata.testbed.monitoring.RealAlertmanager;
import dev.strata.testbed.monitoring.WebhookReceiver;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.ToolRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulator beside a real Alertmanager: random trees of routes and inhibitions, random alerts that come and go.
 * Steps are several looks of a group apart, and only what is told in which order is compared, so that a slow machine
 * changes nothing.
 */
@Tag("real")
class RouteSimulatorRealTest {
    private static final int CASES = 24;
    private static final int STEPS = 4;
    private static final Duration STEP = Duration.ofSeconds(6);
    private static final Timing TIMING = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofHours(1));
    private static final List<String> LABELS = List.of("alertname", "cluster", "namespace", "severity");
    private static final List<RouteMatcher.Op> OPS = List.of(RouteMatcher.Op.values());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("seed", 1128);
    private final Random random = new Random(seed);

    @Test
    @Timeout(300)
    void simulator_besideTheRealOne_tellsTheSame() throws Exception {
        System.out.println("[real] routes: seed " + seed);
        RoutePlan plan = plan();
        List<AlertSpan> spans = spans();
        WebhookReceiver webhook = WebhookReceiver.create();
        try (RealAlertmanager real =
                RealAlertmanager.routing(webhook, YamlText.of("routes", RouteWriter.config(plan)))) {
            real.start();
            var begun = Instant.now();
            for (int step = 0; step < STEPS; step++) {
                post(real, spans, step, begun);
                Await.pause(STEP);
                if (step == 0) {
                    compareInhibitions(plan, spans, real.alerts());
                }
            }
            var said = new TreeMap<String, List<String>>();
            webhook.notifications().forEach(one -> add(said, one.receiver(), one.payload()));
            assertThat(said).isEqualTo(simulated(plan, spans));
            System.out.println("[real] routes: " + CASES + " trees, " + spans.size() + " alerts, "
                    + webhook.notifications().size() + " notifications, none differs");
        }
        webhook.close();
    }

    @Test
    void receivers_besideAmtool_areTheSame(@TempDir Path folder) throws Exception {
        System.out.println("[real] routes: seed " + seed);
        RoutePlan plan = plan();
        Path config = folder.resolve("alertmanager.yml");
        Files.writeString(config, YamlText.of("routes", RouteWriter.config(plan)));
        int compared = 0;
        for (SortedMap<String, String> labels :
                spans().stream().map(AlertSpan::labels).distinct().limit(60).toList()) {
            var arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + config));
            labels.forEach((name, value) -> arguments.add(name + "=" + value));
            ToolRun said = ToolRun.of("amtool", folder, arguments.toArray(String[]::new));
            assertThat(said.out().strip()).as("%s", labels).isEqualTo(String.join(",", plan.receivers(labels)));
            compared++;
        }
        assertThat(compared).isGreaterThan(40);
    }

    private RoutePlan plan() {
        var routes = new ArrayList<RouteNode>();
        var inhibitions = new ArrayList<InhibitRule>();
        for (int number = 0; number < CASES; number++) {
            RouteMatcher own = RouteMatcher.equal("case", "c" + number);
            RouteNode node = node("c" + number, 2);
            var matchers = new ArrayList<>(List.of(own));
            routes.add(new RouteNode(node.receiver(), matchers, node.groupBy(), TIMING, false, node.routes()));
            for (int rule = random.nextInt(3); rule > 0; rule--) {
                List<String> equal = LABELS.subList(1, 1 + random.nextInt(3));
                inhibitions.add(new InhibitRule(List.of(own, matcher()), List.of(own, matcher()), equal));
            }
        }
        return new RoutePlan(new RouteNode("rest", List.of(), List.of(), TIMING, false, routes), inhibitions);
    }

    private RouteNode node(String name, int depth) {
        var children = new ArrayList<RouteNode>();
        for (int child = depth == 0 ? 0 : random.nextInt(4); child > 0; child--) {
            children.add(node(name + "-" + child, depth - 1));
        }
        List<String> groupBy = random.nextInt(5) == 0
                ? List.of(RouteNode.ALL)
                : LABELS.stream().filter(label -> random.nextBoolean()).toList();
        List<RouteMatcher> matchers = random.nextInt(6) == 0 ? List.of() : List.of(matcher());
        return new RouteNode(name, matchers, groupBy, TIMING, random.nextInt(3) == 0, children);
    }

    private RouteMatcher matcher() {
        String label = LABELS.get(random.nextInt(LABELS.size()));
        RouteMatcher.Op op = OPS.get(random.nextInt(OPS.size()));
        boolean regex = op == RouteMatcher.Op.REGEX || op == RouteMatcher.Op.NOT_REGEX;
        String value = random.nextInt(5) == 0 ? "" : label.charAt(0) + "" + random.nextInt(3);
        return new RouteMatcher(
                label, op, regex ? value + List.of("", ".*", "|x").get(random.nextInt(3)) : value);
    }

    /** Times are steps here: at each one alerts begin or end. */
    private List<AlertSpan> spans() {
        var spans = new ArrayList<AlertSpan>();
        for (int number = 0; number < CASES; number++) {
            var seen = new TreeSet<String>();
            for (int alert = 0; alert < 6; alert++) {
                var labels = new TreeMap<>(Map.of("case", "c" + number));
                for (String label : LABELS) {
                    if (label.equals("alertname") || random.nextInt(4) > 0) {
                        labels.put(label, label.charAt(0) + "" + random.nextInt(3));
                    }
                }
                int from = random.nextInt(3);
                int to = from + 1 + random.nextInt(3);
                if (seen.add(labels.toString())) {
                    spans.add(
                            new AlertSpan(labels, STEP.multipliedBy(from), to >= STEPS ? null : STEP.multipliedBy(to)));
                }
            }
        }
        return spans;
    }

    private static void post(RealAlertmanager real, List<AlertSpan> spans, int step, Instant begun) throws Exception {
        Duration now = STEP.multipliedBy(step);
        var alerts = JSON.createArrayNode();
        for (AlertSpan span : spans) {
            boolean begins = span.from().equals(now);
            boolean ends = now.equals(span.to());
            if (begins || ends) {
                var alert = alerts.addObject();
                span.labels().forEach(alert.putObject("labels")::put);
                alert.put("startsAt", begins ? Instant.now().toString() : begun.toString());
                if (ends) {
                    alert.put("endsAt", Instant.now().toString());
                } else {
                    alert.put("endsAt", Instant.now().plusSeconds(3600).toString());
                }
            }
        }
        real.post(JSON.writeValueAsString(alerts));
    }

    private static void compareInhibitions(RoutePlan plan, List<AlertSpan> spans, JsonNode alerts) {
        List<SortedMap<String, String>> firing = spans.stream()
                .filter(span -> span.from().isZero())
                .map(AlertSpan::labels)
                .toList();
        var expected = new TreeMap<String, Boolean>();
        firing.forEach(labels -> expected.put(
                labels.toString(),
                !RouteSimulator.inhibitors(plan, labels, firing).isEmpty()));
        var found = new TreeMap<String, Boolean>();
        alerts.forEach(alert -> found.put(
                labels(alert).toString(), !alert.at("/status/inhibitedBy").isEmpty()));
        assertThat(found).isEqualTo(expected);
    }

    private static void add(Map<String, List<String>> said, String receiver, JsonNode payload) {
        var group = new TreeMap<String, String>();
        payload.path("groupLabels")
                .properties()
                .forEach(label -> group.put(label.getKey(), label.getValue().asText()));
        var firing = new TreeSet<String>();
        var resolved = new TreeSet<String>();
        for (JsonNode alert : payload.path("alerts")) {
            boolean fires = alert.path("status").asText().equals("firing");
            (fires ? firing : resolved).add(labels(alert).toString());
        }
        said.computeIfAbsent(receiver + " " + group, none -> new ArrayList<>())
                .add("firing " + firing + " resolved " + resolved);
    }

    private static SortedMap<String, String> labels(JsonNode alert) {
        var labels = new TreeMap<String, String>();
        alert.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static Map<String, List<String>> simulated(RoutePlan plan, List<AlertSpan> spans) {
        return RouteSimulator.run(plan, spans, STEP.multipliedBy(STEPS).minusMillis(1)).stream()
                .collect(Collectors.groupingBy(
                        one -> one.receiver() + " " + one.group(),
                        TreeMap::new,
                        Collectors.mapping(
                                one -> "firing " + text(one.firing()) + " resolved " + text(one.resolved()),
                                Collectors.toList())));
    }

    private static Set<String> text(List<SortedMap<String, String>> alerts) {
        return alerts.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}
