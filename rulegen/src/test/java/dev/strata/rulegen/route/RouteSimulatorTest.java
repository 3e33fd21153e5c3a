package dev.strata.rulegen.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.route.RouteNode.Timing;
import dev.strata.rulegen.route.RouteSimulator.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules of Alertmanager that decide when somebody is told, one by one. */
class RouteSimulatorTest {
    private static final Timing TIMING = new Timing(sec(10), sec(60), sec(600));

    private static Duration sec(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static RoutePlan plan(InhibitRule... inhibitions) {
        return new RoutePlan(
                new RouteNode("all", List.of(), List.of("cluster"), TIMING, false, List.of()), List.of(inhibitions));
    }

    private static AlertSpan alert(String name, int from, int to) {
        return AlertSpan.of(Map.of("alertname", name, "cluster", "a"), sec(from), to < 0 ? null : sec(to));
    }

    private static List<String> told(RoutePlan plan, int until, AlertSpan... alerts) {
        return RouteSimulator.run(plan, List.of(alerts), sec(until)).stream()
                .map(RouteSimulatorTest::text)
                .toList();
    }

    private static String text(Notification one) {
        return one.at().toSeconds() + " " + names(one.firing()) + " " + names(one.resolved());
    }

    private static List<String> names(List<? extends Map<String, String>> alerts) {
        return alerts.stream().map(labels -> labels.get("alertname")).toList();
    }

    @Test
    void group_new_waitsForCompanyAndTellsOnce() {
        assertThat(told(plan(), 300, alert("A", 0, -1), alert("B", 5, -1))).containsExactly("10 [A, B] []");
    }

    @Test
    void group_newAlertLater_isToldAtTheNextLook() {
        assertThat(told(plan(), 300, alert("A", 0, -1), alert("B", 15, -1)))
                .containsExactly("10 [A] []", "70 [A, B] []");
    }

    @Test
    void group_unchanged_isRepeatedAfterItsInterval() {
        assertThat(told(plan(), 1300, alert("A", 0, -1))).containsExactly("10 [A] []", "670 [A] []");
    }

    @Test
    void group_resolved_isToldAndForgotten() {
        assertThat(told(plan(), 600, alert("A", 0, 20), alert("A", 200, 210)))
                .containsExactly("10 [A] []", "70 [] [A]");
    }

    @Test
    void alert_shorterThanTheWait_isNeverTold() {
        assertThat(told(plan(), 600, alert("A", 0, 5))).isEmpty();
    }

    @Test
    void alert_again_isNewsAfterItWasResolved() {
        assertThat(told(plan(), 600, alert("A", 0, 20), alert("A", 200, -1)))
                .containsExactly("10 [A] []", "70 [] [A]", "210 [A] []");
    }

    @Test
    void inhibited_whileTheSourceFires_comesWhenItEnds() {
        var rule = new InhibitRule(
                List.of(RouteMatcher.equal("alertname", "A")),
                List.of(RouteMatcher.equal("alertname", "B")),
                List.of("cluster", "node"));
        assertThat(told(plan(rule), 300, alert("A", 0, 100), alert("B", 0, -1)))
                .containsExactly("10 [A] []", "130 [B] [A]");
    }

    @Test
    void inhibition_ofLike_silencesNobody() {
        var both = List.of(RouteMatcher.regex("alertname", "A|B"));
        assertThat(told(plan(new InhibitRule(both, both, List.of())), 60, alert("A", 0, -1), alert("B", 0, -1)))
                .containsExactly("10 [A, B] []");
    }

    @Test
    void receivers_firstMatchWithoutContinue_ends() {
        var a = new RouteNode("a", List.of(RouteMatcher.equal("x", "1")), List.of(), Timing.DEFAULT, true, List.of());
        var b = new RouteNode(
                "b", List.of(RouteMatcher.regex("x", "1|2")), List.of(), Timing.DEFAULT, false, List.of());
        var c = new RouteNode("c", List.of(RouteMatcher.regex("x", ".*")), List.of(), Timing.DEFAULT, false, List.of());
        var plan = new RoutePlan(
                new RouteNode("top", List.of(), List.of(), Timing.DEFAULT, false, List.of(a, b, c)), List.of());
        assertThat(plan.receivers(Map.of("x", "1"))).containsExactly("a", "b");
        assertThat(plan.receivers(Map.of())).containsExactly("c");
        assertThat(RouteSimulator.inhibitors(plan, Map.of("x", "1"), List.of(new TreeMap<>(Map.of("x", "2")))))
                .isEmpty();
    }
}
