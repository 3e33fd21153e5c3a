package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.RecordedSeries;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Sli;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.measurement.ServiceTraffic;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An autoscaler at its maximum while a Service in front of its workload becomes slower: more load or a slower dependency
 * can no longer be answered with replicas. Slow is a latency SLO that burns, or a p99 that has grown over what it was
 * and is slow in itself. Without a comparison only the SLO counts; without both nothing can be said.
 */
final class HpaMaxedLatencyRisingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.HPA_MAXED_LATENCY_RISING;

    /** The shortest of the recorded windows that a single bad scrape does not move much. */
    private static final String WINDOW = RecordedSeries.WINDOWS.get(1);

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
        return Stream.concat(ServiceTraffic.QUERIES.stream(), Slos.QUERIES.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Slos slos = input.families().slos();
        Map<String, ServiceTraffic> traffic = ServiceTraffic.byService(input.measurements(), input.now());
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            if (HpaCeiling.isDisabled(hpa)) {
                sheet.add(Draft.suspended(SIGNAL, hpa.key(), "scaled_to_zero"));
                continue;
            }
            if (!HpaCeiling.isReached(hpa)) {
                sheet.healthy();
                continue;
            }
            List<Slowness> services = input.cluster().servicesOf(hpa.target()).stream()
                    .map(service -> slowness(service, hpa, slos, traffic, input))
                    .filter(s -> s.isKnown(input.thresholds().minRequestRate()))
                    .toList();
            if (services.isEmpty()) {
                sheet.add(Draft.unknown(SIGNAL, hpa.key(), "no_latency").affects(hpa.target()));
            } else if (services.stream().anyMatch(Slowness::isSlow)) {
                sheet.add(bad(hpa, services));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    /** What is known of one Service's latency; figures are NaN where they are not known. */
    private record Slowness(
            ServiceFacts service, ServiceTraffic traffic, double before, double burn, boolean grew, boolean burns) {

        boolean isKnown(double minRequestRate) {
            return !Double.isNaN(burn)
                    || traffic.requestRate() < minRequestRate
                    || (traffic.isKnown() && !Double.isNaN(before));
        }

        boolean isSlow() {
            return grew || burns;
        }
    }

    private static Slowness slowness(
            ServiceFacts service, HpaFacts hpa, Slos slos, Map<String, ServiceTraffic> all, SignalInput input) {
        Thresholds limits = input.thresholds();
        String namespace = service.key().namespace();
        ServiceTraffic traffic =
                all.getOrDefault(ServiceTraffic.key(namespace, service.key().name()), ServiceTraffic.NONE);
        double burn = slos.about(namespace, service.key().name()).stream()
                .filter(slo -> slo.declared().sli() == Sli.LATENCY)
                .map((Slo slo) -> slo.burn(WINDOW))
                .flatMap(b -> b.isPresent() ? Stream.of(b.getAsDouble()) : Stream.empty())
                .reduce(Double.NaN, (a, b) -> Double.isNaN(a) || b > a ? b : a);
        double before = input.baselines().orElse(SIGNAL, hpa.key(), traffic.p99Before());
        boolean grew = traffic.requestRate() >= limits.minRequestRate()
                && traffic.p99() > Math.max(limits.latencyGrowth() * before, limits.minLatency());
        return new Slowness(service, traffic, before, burn, grew, burn > limits.burnCritical());
    }

    private static Draft bad(HpaFacts hpa, List<Slowness> services) {
        Slowness worst = services.stream()
                .filter(Slowness::isSlow)
                .max((a, b) -> Double.compare(rank(a), rank(b)))
                .orElseThrow();
        Draft draft = Draft.bad(SIGNAL, hpa.key(), Severity.CRITICAL)
                .since(HpaCeiling.since(hpa))
                .evidence("current_replicas", hpa.currentReplicas())
                .evidence("max_replicas", hpa.maxReplicas())
                .evidence("metric_to_target_ratio", HpaCeiling.load(hpa))
                .evidence("latency_p99_seconds", worst.traffic().p99())
                .evidence(Baselines.EVIDENCE, worst.before())
                .evidence("requests_per_second", worst.traffic().requestRate())
                .evidence("latency_burn_ratio", worst.burn())
                .affects(hpa.target())
                .affects(services.stream()
                        .filter(Slowness::isSlow)
                        .map(Slowness::service)
                        .map(ObjectFacts::key)
                        .toList());
        if (worst.grew()) {
            draft.reason("latency_rising");
        }
        return worst.burns() ? draft.reason("latency_slo_burns") : draft;
    }

    private static double rank(Slowness slowness) {
        return Double.isNaN(slowness.traffic().p99()) ? 0 : slowness.traffic().p99();
    }
}
