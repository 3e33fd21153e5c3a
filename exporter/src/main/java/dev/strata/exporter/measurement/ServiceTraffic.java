package dev.strata.exporter.measurement;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a Service's own instrumentation says of it. NaN where there is no sample.
 *
 * @param p99 seconds
 * @param p99Before seconds, the comparison distance ago
 * @param requestRate requests per second
 */
public record ServiceTraffic(double p99, double p99Before, double requestRate) {

    public static final ServiceTraffic NONE = new ServiceTraffic(Double.NaN, Double.NaN, Double.NaN);

    public static final Set<MeasurementQuery> QUERIES = Set.of(
            MeasurementQueries.SERVICE_P99,
            MeasurementQueries.SERVICE_P99_BEFORE,
            MeasurementQueries.SERVICE_REQUEST_RATE);

    /** By {@code namespace/service}; of several samples for one Service the largest counts. */
    public static Map<String, ServiceTraffic> byService(Measurements measurements, Instant now) {
        var answers = new Answers(measurements, now);
        var traffic = new TreeMap<String, ServiceTraffic>();
        answers.samples(MeasurementQueries.SERVICE_P99)
                .forEach(s -> put(traffic, s, new ServiceTraffic(s.value(), Double.NaN, Double.NaN)));
        answers.samples(MeasurementQueries.SERVICE_P99_BEFORE)
                .forEach(s -> put(traffic, s, new ServiceTraffic(Double.NaN, s.value(), Double.NaN)));
        answers.samples(MeasurementQueries.SERVICE_REQUEST_RATE)
                .forEach(s -> put(traffic, s, new ServiceTraffic(Double.NaN, Double.NaN, s.value())));
        return Collections.unmodifiableMap(traffic);
    }

    /** The key of a Service in {@link #byService}. */
    public static String key(String namespace, String service) {
        return namespace + "/" + service;
    }

    public boolean isKnown() {
        return !Double.isNaN(p99) && !Double.isNaN(requestRate);
    }

    private static void put(Map<String, ServiceTraffic> traffic, Sample sample, ServiceTraffic more) {
        String service = sample.label(LabelName.SERVICE);
        if (!service.isEmpty()) {
            traffic.merge(key(sample.label(LabelName.NAMESPACE), service), more, ServiceTraffic::with);
        }
    }

    private ServiceTraffic with(ServiceTraffic other) {
        return new ServiceTraffic(
                larger(p99, other.p99), larger(p99Before, other.p99Before), larger(requestRate, other.requestRate));
    }

    private static double larger(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
