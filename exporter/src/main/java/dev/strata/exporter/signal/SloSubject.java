package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import java.util.Set;
import java.util.TreeSet;

/** An SLO as the subject of a finding. */
final class SloSubject {

    static final String KIND = "Slo";

    private SloSubject() {}

    static ObjectKey key(Slo slo) {
        return new ObjectKey(KIND, slo.declared().namespace(), slo.name());
    }

    /** Its Service, the workloads behind that, and those that it is declared to depend on. */
    static Set<ObjectKey> affected(Slo slo, ClusterView cluster) {
        var affected = new TreeSet<ObjectKey>();
        Slo.Declared declared = slo.declared();
        if (!declared.service().isEmpty()) {
            var service = new ObjectKey("Service", declared.namespace(), declared.service());
            affected.add(service);
            affected.addAll(cluster.workloadsBehind(service));
        }
        slo.dependsOn().forEach(d -> affected.add(new ObjectKey(d.kind(), d.namespace(), d.workload())));
        return affected;
    }

    /**
     * Bad events in the window, by the recorded ratio and rate; infinite where no rate is recorded, so that a missing
     * rate hides nothing.
     */
    static double badEvents(Slo slo, String window) {
        var rate = slo.eventRate(window);
        return rate.isEmpty()
                ? Double.POSITIVE_INFINITY
                : slo.badRatio(window).orElse(0)
                        * rate.getAsDouble()
                        * Slos.window(window).toMillis()
                        / 1000.0;
    }
}
