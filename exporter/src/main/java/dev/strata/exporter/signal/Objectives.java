package dev.strata.exporter.signal;

import dev.strata.catalog.Sli;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import java.util.List;
import java.util.Set;

/** Which declared objectives are about a Service or a workload. */
final class Objectives {

    /** What says that requests fail. */
    static final Set<Sli> OF_ERRORS = Set.of(Sli.AVAILABILITY, Sli.SUCCESS);

    private Objectives() {}

    static List<Slo> about(Slos slos, ObjectKey service, Set<Sli> kinds) {
        return about(slos.about(service.namespace(), service.name()), kinds);
    }

    /** Those of one of the kinds. */
    static List<Slo> about(List<Slo> slos, Set<Sli> kinds) {
        return slos.stream()
                .filter(slo -> slo.declared().sli() != null
                        && kinds.contains(slo.declared().sli()))
                .toList();
    }

    /** The fastest burn of them over the window, NaN where none is recorded. */
    static double burn(List<Slo> slos, String window) {
        return slos.stream()
                .flatMapToDouble(slo -> slo.burn(window).stream())
                .max()
                .orElse(Double.NaN);
    }

    /** Whether a Service before the workload is slower than its objective allows. */
    static boolean latencyBurns(ObjectKey workload, SignalInput input) {
        Slos slos = input.families().slos();
        for (ServiceFacts service : input.cluster().servicesOf(workload)) {
            if (burn(about(slos, service.key(), Set.of(Sli.LATENCY)), "5m") > 1) {
                return true;
            }
        }
        return false;
    }
}
