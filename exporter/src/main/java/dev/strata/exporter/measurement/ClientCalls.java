package dev.strata.exporter.measurement;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one Service's outgoing client metrics say of one host that it calls.
 *
 * @param host as the client names it, in lower case: a Service name, a DNS name, an address, perhaps with a port
 * @param latency mean seconds per call, NaN where there were no calls
 * @param latencyBefore as {@code latency}, the comparison distance ago
 * @param rate calls per second, 0 where there is no sample
 * @param errorRatio share of failing calls, 0 where none failed
 */
public record ClientCalls(
        String namespace,
        String service,
        String host,
        double latency,
        double latencyBefore,
        double rate,
        double errorRatio) {

    private static final String HOST_LABEL = "client_name";

    public static final Set<MeasurementQuery> QUERIES = Set.of(
            MeasurementQueries.CLIENT_LATENCY,
            MeasurementQueries.CLIENT_LATENCY_BEFORE,
            MeasurementQueries.CLIENT_RATE,
            MeasurementQueries.CLIENT_ERROR_RATIO);

    /** All pairs of caller and host that were called lately, ordered by caller and host. */
    public static List<ClientCalls> of(Measurements measurements, Instant now) {
        var answers = new Answers(measurements, now);
        var calls = new TreeMap<String, ClientCalls>();
        for (Sample sample : answers.samples(MeasurementQueries.CLIENT_RATE)) {
            var call = new ClientCalls(
                    sample.label(LabelName.NAMESPACE),
                    sample.label(LabelName.SERVICE),
                    host(sample),
                    Double.NaN,
                    Double.NaN,
                    sample.value(),
                    0);
            if (!call.host.isEmpty() && !call.service.isEmpty()) {
                calls.merge(key(sample), call, (a, b) -> a.rate >= b.rate ? a : b);
            }
        }
        for (Sample s : answers.samples(MeasurementQueries.CLIENT_LATENCY)) {
            calls.computeIfPresent(key(s), (key, call) -> call.withLatency(larger(call.latency, s.value())));
        }
        for (Sample s : answers.samples(MeasurementQueries.CLIENT_LATENCY_BEFORE)) {
            calls.computeIfPresent(key(s), (key, call) -> call.withBefore(larger(call.latencyBefore, s.value())));
        }
        for (Sample s : answers.samples(MeasurementQueries.CLIENT_ERROR_RATIO)) {
            calls.computeIfPresent(key(s), (key, call) -> call.withErrors(larger(call.errorRatio, s.value())));
        }
        return List.copyOf(calls.values());
    }

    private ClientCalls withLatency(double seconds) {
        return new ClientCalls(namespace, service, host, seconds, latencyBefore, rate, errorRatio);
    }

    private ClientCalls withBefore(double seconds) {
        return new ClientCalls(namespace, service, host, latency, seconds, rate, errorRatio);
    }

    private ClientCalls withErrors(double ratio) {
        return new ClientCalls(namespace, service, host, latency, latencyBefore, rate, ratio);
    }

    private static String key(Sample sample) {
        return sample.label(LabelName.NAMESPACE) + "/" + sample.label(LabelName.SERVICE) + "/" + host(sample);
    }

    private static String host(Sample sample) {
        return sample.label(HOST_LABEL).toLowerCase(Locale.ROOT);
    }

    private static double larger(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
