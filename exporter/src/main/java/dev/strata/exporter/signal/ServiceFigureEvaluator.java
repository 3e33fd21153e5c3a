package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.ServiceTraffic;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A signal about Services by what their instrumentation says. Without a declared objective nobody has said how good the
 * Service must be, so that a finding is a remark and serves as evidence.
 */
abstract class ServiceFigureEvaluator implements SignalEvaluator, Cloneable {

    private static final Set<MeasurementQuery> QUERIES =
            union(ServiceTraffic.QUERIES, Slos.QUERIES, Set.of(MeasurementQueries.SERVICES));

    private final Signal signal;
    private Thresholds thresholds = Thresholds.DEFAULTS;

    ServiceFigureEvaluator(Signal signal) {
        this.signal = signal;
    }

    /**
     * What is known of one Service.
     *
     * @param figures what the family about Services says of it
     * @param slos that are about it
     */
    record Known(ObjectKey service, ServiceTraffic traffic, Row figures, List<Slo> slos) {}

    @Override
    public final Signal signal() {
        return signal;
    }

    @Override
    public final SignalEvaluator by(Thresholds others) {
        try {
            var same = (ServiceFigureEvaluator) clone();
            same.thresholds = others;
            return same;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public final Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public final Set<MeasurementQuery> queries() {
        return QUERIES;
    }

    @Override
    public final Source source(SignalInput input) {
        Figures services = input.families().of(MeasurementQueries.SERVICES);
        boolean traffic =
                !ServiceTraffic.byService(input.measurements(), input.now()).isEmpty();
        return traffic || services.isThere() ? Source.PRESENT : services.wasSeen() ? Source.LOST : Source.ABSENT;
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        Map<String, ServiceTraffic> traffic = ServiceTraffic.byService(input.measurements(), input.now());
        FigureTable table = input.families().byService(MeasurementQueries.SERVICES);
        Slos slos = input.families().slos();
        Set<ObjectKey> subjects = new TreeSet<>(table.subjects());
        traffic.keySet().forEach(key -> subjects.add(service(key)));
        var sheet = new Sheet(signal);
        for (ObjectKey service : subjects) {
            String key = ServiceTraffic.key(service.namespace(), service.name());
            var known = new Known(
                    service,
                    traffic.getOrDefault(key, ServiceTraffic.NONE),
                    table.whole(service),
                    slos.about(service.namespace(), service.name()));
            Draft draft = judge(known, input);
            if (draft == null) {
                sheet.healthy();
            } else {
                sheet.add(draft.affects(input.cluster().workloadsBehind(service)));
            }
        }
        return sheet.done();
    }

    /** What is wrong with the Service, null for nothing. */
    abstract @Nullable Draft judge(Known known, SignalInput input);

    final double limit(String name) {
        return thresholds.limit(signal, name);
    }

    private static ObjectKey service(String key) {
        int slash = key.indexOf('/');
        return new ObjectKey("Service", key.substring(0, slash), key.substring(slash + 1));
    }

    @SafeVarargs
    private static Set<MeasurementQuery> union(Set<MeasurementQuery>... sets) {
        var all = new HashSet<MeasurementQuery>();
        for (Set<MeasurementQuery> set : sets) {
            all.addAll(set);
        }
        return Set.copyOf(all);
    }
}
