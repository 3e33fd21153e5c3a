package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A called Service that answers slowly or with errors, as its callers see it. All callers are weighed by their calls: a
 * caller that is slow by itself does not make a slow dependency when others are served well.
 */
final class DependencySlowEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.DEPENDENCY_SLOW;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    /** None: names are resolved by what is held, and a client's figures are worth having while the API server is away. */
    @Override
    public Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return ClientCalls.QUERIES;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<ObjectKey, List<ClientCalls>> byCallee = new TreeMap<>();
        for (ClientCalls calls : ClientCalls.of(input.measurements(), input.now())) {
            CalledHost.resolve(calls.host(), caller(calls), input.cluster())
                    .ifPresent(callee -> byCallee.computeIfAbsent(callee, key -> new ArrayList<>())
                            .add(calls));
        }
        var sheet = new Sheet(SIGNAL);
        byCallee.forEach((callee, calls) -> {
            Sum sum = Sum.of(calls, callee, input);
            if (sum.rate() < input.thresholds().minRequestRate()) {
                return;
            }
            if (sum.isSlow(input.thresholds()) || sum.fails(input.thresholds())) {
                sheet.add(bad(callee, calls, sum, input));
            } else {
                sheet.healthy();
            }
        });
        return sheet.done();
    }

    /**
     * All calls of one callee.
     *
     * @param latency mean seconds over all calls whose latency is known, NaN for none
     * @param before mean seconds it was compared with, NaN for none
     */
    private record Sum(double rate, double latency, double before, double errorRatio) {

        static Sum of(List<ClientCalls> all, ObjectKey callee, SignalInput input) {
            double rate = all.stream().mapToDouble(ClientCalls::rate).sum();
            double errors =
                    all.stream().mapToDouble(c -> c.rate() * c.errorRatio()).sum();
            double latency =
                    mean(all.stream().filter(c -> !Double.isNaN(c.latency())).toList(), false);
            double before = mean(
                    all.stream().filter(c -> !Double.isNaN(c.latencyBefore())).toList(), true);
            return new Sum(
                    rate, latency, input.baselines().orElse(SIGNAL, callee, before), rate > 0 ? errors / rate : 0);
        }

        boolean isSlow(Thresholds limits) {
            return latency > Math.max(limits.latencyGrowth() * before, limits.minLatency());
        }

        boolean fails(Thresholds limits) {
            return errorRatio >= limits.dependencyErrorRatio();
        }

        private static double mean(List<ClientCalls> calls, boolean before) {
            double rate = calls.stream().mapToDouble(ClientCalls::rate).sum();
            double seconds = calls.stream()
                    .mapToDouble(c -> c.rate() * (before ? c.latencyBefore() : c.latency()))
                    .sum();
            return rate > 0 ? seconds / rate : Double.NaN;
        }
    }

    private static Draft bad(ObjectKey callee, List<ClientCalls> calls, Sum sum, SignalInput input) {
        Thresholds limits = input.thresholds();
        Draft draft = Draft.bad(SIGNAL, callee, Severity.WARNING);
        if (sum.fails(limits)) {
            draft.reason("errors");
        }
        if (sum.isSlow(limits)) {
            draft.reason("slow");
        }
        draft.evidence("latency_mean_seconds", sum.latency())
                .evidence(Baselines.EVIDENCE, sum.before())
                .evidence("error_ratio", sum.errorRatio())
                .evidence("calls_per_second", sum.rate());
        ClusterView cluster = input.cluster();
        for (ClientCalls call : calls) {
            if (suffers(call, sum, limits)) {
                draft.affects(caller(call)).affects(cluster.workloadsBehind(caller(call)));
            }
        }
        return draft;
    }

    private static boolean suffers(ClientCalls call, Sum sum, Thresholds limits) {
        return call.errorRatio() >= limits.dependencyErrorRatio()
                || (sum.isSlow(limits) && call.latency() > limits.minLatency());
    }

    private static ObjectKey caller(ClientCalls calls) {
        return new ObjectKey("Service", calls.namespace(), calls.service());
    }
}
