package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Sli;
import dev.strata.catalog.TrafficSignals;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectHistory.ReplicaSample;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.measurement.ServiceTraffic;
import dev.strata.exporter.measurement.Slos;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An autoscaler that has added a third more replicas, some minutes ago and below its maximum, and the Service before them
 * is no faster than it was: what makes it slow is not the number of replicas.
 */
final class HpaScalingWithoutEffectEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = TrafficSignals.HPA_SCALING_WITHOUT_EFFECT;

    /** So old must new replicas be to have had an effect. */
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private static final Duration BEFORE = Duration.ofMinutes(20);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.HORIZONTALPODAUTOSCALERS,
                KubeResource.SERVICES,
                KubeResource.DEPLOYMENTS,
                KubeResource.REPLICASETS,
                KubeResource.STATEFULSETS,
                KubeResource.PODS);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        var queries = new HashSet<>(ServiceTraffic.QUERIES);
        queries.addAll(Slos.QUERIES);
        return queries;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<String, ServiceTraffic> traffic = ServiceTraffic.byService(input.measurements(), input.now());
        Slos slos = input.families().slos();
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            double growth = growth(hpa, input);
            if (!(growth >= input.limit(SIGNAL, "growth_ratio")) || hpa.currentReplicas() >= hpa.maxReplicas()) {
                sheet.healthy();
                continue;
            }
            judge(hpa, growth, traffic, slos, input, sheet);
        }
        return sheet.done();
    }

    private static void judge(
            HpaFacts hpa,
            double growth,
            Map<String, ServiceTraffic> traffic,
            Slos slos,
            SignalInput input,
            Sheet sheet) {
        boolean known = false;
        for (ServiceFacts service : input.cluster().servicesOf(hpa.target())) {
            String key =
                    ServiceTraffic.key(service.key().namespace(), service.key().name());
            ServiceTraffic figures = traffic.getOrDefault(key, ServiceTraffic.NONE);
            if (!figures.isKnown() || Double.isNaN(figures.p99Before())) {
                continue;
            }
            known = true;
            double burn = Objectives.burn(Objectives.about(slos, service.key(), Set.of(Sli.LATENCY)), "5m");
            if (isSlowStill(figures, burn, hpa, input)) {
                sheet.add(Draft.bad(SIGNAL, hpa.key(), Severity.CRITICAL)
                        .reason("no_faster")
                        .evidence("replica_growth_ratio", growth)
                        .evidence("latency_p99_seconds", figures.p99())
                        .evidence(Baselines.EVIDENCE, input.baselines().orElse(SIGNAL, hpa.key(), figures.p99Before()))
                        .evidence("requests_per_second", figures.requestRate())
                        .affects(hpa.target())
                        .affects(service.key()));
                return;
            }
        }
        if (known) {
            sheet.healthy();
        } else {
            sheet.add(Draft.unknown(SIGNAL, hpa.key(), "no_latency").affects(hpa.target()));
        }
    }

    /** By the objective where there is one, else against what it was and what is slow at all. */
    private static boolean isSlowStill(ServiceTraffic figures, double burn, HpaFacts hpa, SignalInput input) {
        Thresholds limits = input.thresholds();
        double before = input.baselines().orElse(SIGNAL, hpa.key(), figures.p99Before());
        boolean slow = Double.isNaN(burn)
                ? figures.p99() > Math.max(limits.minLatency(), limits.latencyGrowth() * before)
                : burn > limits.burnCritical();
        return slow
                && figures.requestRate() >= limits.minRequestRate()
                && figures.p99() >= input.limit(SIGNAL, "latency_ratio") * before;
    }

    /** Settled replicas by those of twenty minutes ago; NaN where the history does not tell. */
    private static double growth(HpaFacts hpa, SignalInput input) {
        List<ReplicaSample> samples = input.cluster().history(hpa.key()).replicas();
        ReplicaSample before = at(samples, input.now().minus(BEFORE));
        ReplicaSample settled = at(samples, input.now().minus(SETTLED));
        if (before == null && !samples.isEmpty()) {
            before = samples.get(0);
        }
        return before == null || settled == null || before.ready() == 0
                ? Double.NaN
                : (double) Math.min(settled.ready(), hpa.currentReplicas()) / before.ready();
    }

    /** What held at the instant. */
    private static @Nullable ReplicaSample at(List<ReplicaSample> samples, Instant instant) {
        ReplicaSample found = null;
        for (ReplicaSample sample : samples) {
            if (!sample.at().isAfter(instant)) {
                found = sample;
            }
        }
        return found;
    }
}
