package dev.strata.rulegen.score;

import dev.strata.rulegen.route.AlertSpan;
import dev.strata.rulegen.route.InhibitRule;
import dev.strata.rulegen.route.RouteMatcher;
import dev.strata.rulegen.route.RouteNode;
import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.route.RouteSimulator;
import dev.strata.rulegen.route.RouteSimulator.Notification;
import dev.strata.rulegen.score.AlertStates.Firing;
import dev.strata.rulegen.score.ScoreRun.Played;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What people are told while a scenario lasts: its alerts, routed, grouped and inhibited as Alertmanager does. */
public final class Messages {
    /** Receivers of these names are there to drop alerts. */
    private static final Pattern NOBODY = Pattern.compile("(.+[-_/])?(null|blackhole|devnull)");

    private static final long STEP = 60;

    /** The routes of kube-prometheus: by namespace; a worse alert of the same name and namespace silences. */
    public static final RoutePlan STOCK = stock();

    private Messages() {}

    /** All messages with an alert that asks something of people, in the order in which they are sent. */
    static List<Notification> of(Played played, RoutePlan plan) {
        List<AlertSpan> spans =
                played.firings().stream().map(firing -> span(played, firing)).toList();
        return RouteSimulator.run(plan, spans, Duration.ofSeconds(played.to() - played.began())).stream()
                .filter(message -> !NOBODY.matcher(message.receiver()).matches())
                .filter(message -> message.firing().stream().anyMatch(alert -> Urgency.of(alert) != Urgency.NONE))
                .toList();
    }

    private static AlertSpan span(Played played, Firing firing) {
        Duration from = Duration.ofSeconds(firing.from() - played.began());
        long end = firing.to() + STEP;
        return AlertSpan.of(firing.labels(), from, end > played.to() ? null : Duration.ofSeconds(end - played.began()));
    }

    private static RoutePlan stock() {
        var timing = new RouteNode.Timing(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(12));
        var root = new RouteNode("default", List.of(), List.of("namespace"), timing, false, List.of());
        List<String> equal = List.of("namespace", "alertname");
        return new RoutePlan(
                root, List.of(silence("critical", "warning|info", equal), silence("warning", "info", equal)));
    }

    private static InhibitRule silence(String source, String target, List<String> equal) {
        return new InhibitRule(
                List.of(RouteMatcher.equal("severity", source)),
                List.of(RouteMatcher.regex("severity", target)),
                equal);
    }
}
