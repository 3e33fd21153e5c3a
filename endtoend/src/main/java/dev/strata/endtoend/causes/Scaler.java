package dev.strata.endtoend.causes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A HorizontalPodAutoscaler on requests in flight or on CPU, and its controller. */
final class Scaler {

    final Workload target;
    final Service service;
    final Instant created;
    final boolean inFlight;
    int min;
    int max;
    double goal;

    private double current;
    private @Nullable Instant lastScale;
    private boolean limited;
    private boolean blind;
    private Instant limitedSince;
    private Instant blindSince;
    private int quietRounds;

    Scaler(Workload target, Service service, boolean inFlight, int min, int max, Instant created) {
        this.target = target;
        this.service = service;
        this.inFlight = inFlight;
        this.min = min;
        this.max = max;
        this.created = created;
        this.limitedSince = created;
        this.blindSince = created;
        this.goal = inFlight ? 1.7 * service.rate * service.usual() / target.replicas : 70;
    }

    /** API that its metric comes from. */
    String api() {
        return inFlight ? "v1beta1.custom.metrics.k8s.io" : "v1beta1.metrics.k8s.io";
    }

    /** Per pod: requests in flight, or percent of the requested CPU. */
    private double measure() {
        double ready = Math.max(1, target.ready());
        Service.Moment moment = service.mean(2);
        return inFlight
                ? service.rate * moment.latency() / ready
                : 90 * Math.min(1.6, service.rate / (ready * service.perPod));
    }

    void step(Play play) {
        boolean nowBlind = !play.serves(api());
        if (nowBlind != blind) {
            blind = nowBlind;
            blindSince = play.now;
        }
        if (target.replicas == 0 || blind) {
            if (blind) {
                play.events.about(
                        "HorizontalPodAutoscaler",
                        target.namespace,
                        target.name,
                        "Warning",
                        reason(),
                        unable(),
                        play.now);
            }
            return;
        }
        current = measure();
        double ratio = current / goal;
        int desired = Math.abs(ratio - 1) <= 0.1 ? target.replicas : (int) Math.ceil(target.ready() * ratio);
        desired = Math.min(desired, Math.max(target.replicas * 2, target.replicas + 4));
        boolean wantsMore = desired > max;
        desired = Math.max(min, Math.min(max, desired));
        if (wantsMore != limited) {
            limited = wantsMore;
            limitedSince = play.now;
        }
        quietRounds = desired < target.replicas ? quietRounds + 1 : 0;
        if (play.controllersDown) {
            return;
        }
        if (desired > target.replicas || quietRounds > 10) {
            target.replicas = desired;
            target.generation++;
            lastScale = play.now;
            quietRounds = 0;
        }
    }

    private String reason() {
        return inFlight ? "FailedGetPodsMetric" : "FailedGetResourceMetric";
    }

    private String unable() {
        return inFlight
                ? "unable to get metric in_flight: unable to fetch metrics from custom metrics API: the server is currently unable to"
                        + " handle the request (get pods.custom.metrics.k8s.io)"
                : "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource"
                        + " metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)";
    }

    @Nullable
    Duration sinceScale(Instant now) {
        return lastScale == null ? null : Duration.between(lastScale, now);
    }

    Map<String, Object> manifest() {
        var conditions = new ArrayList<Object>();
        conditions.add(Tree.condition(
                "AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size", created));
        conditions.add(
                target.replicas == 0
                        ? Tree.condition(
                                "ScalingActive",
                                "False",
                                "ScalingDisabled",
                                "scaling is disabled since the replica count of the target is zero",
                                created)
                        : blind
                                ? Tree.condition(
                                        "ScalingActive",
                                        "False",
                                        reason(),
                                        "the HPA was unable to compute the replica count: " + unable(),
                                        blindSince)
                                : Tree.condition("ScalingActive", "True", "ValidMetricFound", "", blindSince));
        conditions.add(Tree.condition(
                "ScalingLimited",
                limited ? "True" : "False",
                limited ? "TooManyReplicas" : "DesiredWithinRange",
                limited
                        ? "the desired replica count is more than the maximum replica count"
                        : "the desired count is within the acceptable range",
                limitedSince));
        String average = Long.toString(Math.round(current * 1000)) + "m";
        String wanted = Long.toString(Math.round(goal * 1000)) + "m";
        var metric = inFlight
                ? Tree.of(
                        "type",
                        "Pods",
                        "pods",
                        Tree.of(
                                "metric",
                                Tree.of("name", "in_flight"),
                                "target",
                                Tree.of("type", "AverageValue", "averageValue", wanted)))
                : Tree.of(
                        "type",
                        "Resource",
                        "resource",
                        Tree.of(
                                "name",
                                "cpu",
                                "target",
                                Tree.of("type", "Utilization", "averageUtilization", Math.round(goal))));
        var seen = inFlight
                ? Tree.of(
                        "type",
                        "Pods",
                        "pods",
                        Tree.of("metric", Tree.of("name", "in_flight"), "current", Tree.of("averageValue", average)))
                : Tree.of(
                        "type",
                        "Resource",
                        "resource",
                        Tree.of("name", "cpu", "current", Tree.of("averageUtilization", Math.round(current))));
        return Tree.of(
                "metadata", Tree.of("name", target.name, "namespace", target.namespace, "creationTimestamp", created),
                "spec",
                        Tree.of(
                                "scaleTargetRef",
                                Tree.of("apiVersion", "apps/v1", "kind", target.kind, "name", target.name),
                                "minReplicas",
                                min,
                                "maxReplicas",
                                max,
                                "metrics",
                                List.of(metric)),
                "status",
                        Tree.of(
                                "currentReplicas",
                                target.live().size(),
                                "desiredReplicas",
                                target.replicas,
                                "lastScaleTime",
                                lastScale,
                                "currentMetrics",
                                blind ? null : List.of(seen),
                                "conditions",
                                conditions));
    }
}
