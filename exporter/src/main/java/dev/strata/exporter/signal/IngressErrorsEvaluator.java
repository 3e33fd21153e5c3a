package dev.strata.exporter.signal;

import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.IngressFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.List;

/**
 * An Ingress, or a route of a Gateway, that answers with errors of the server: ingress-nginx by Ingress, Envoy Gateway
 * by the route in the name of its clusters.
 */
final class IngressErrorsEvaluator extends FamilyEvaluator {

    IngressErrorsEvaluator() {
        super(MachineSignals.INGRESS_ERRORS, WorkQueries.INGRESS, "requests_per_second");
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        FigureTable table = FigureTable.of(
                input.families().of(family()),
                List.of("requests_per_second", "error_ratio"),
                IngressErrorsEvaluator::entry,
                List.of());
        var sheet = new Sheet(signal());
        for (ObjectKey entry : table.subjects()) {
            Row row = table.rows(entry).iterator().next();
            double errors = row.get("error_ratio");
            if (!(row.get("requests_per_second") >= limit("requests_per_second")) || !(errors > limit("error_ratio"))) {
                sheet.healthy();
                continue;
            }
            boolean critical = errors > limit("error_critical_ratio");
            Draft draft = Draft.bad(signal(), entry, critical ? Severity.CRITICAL : Severity.WARNING)
                    .reason("server_errors")
                    .evidence("error_ratio", errors)
                    .evidence("requests_per_second", row.get("requests_per_second"));
            input.cluster()
                    .find(KubeResource.INGRESSES, IngressFacts.class, entry)
                    .ifPresent(ingress -> ingress.backends()
                            .forEach(backend ->
                                    draft.affects(new ObjectKey("Service", entry.namespace(), backend.service()))));
            sheet.add(draft);
        }
        return sheet.done();
    }

    private static List<ObjectKey> entry(Sample sample) {
        String ingress = sample.label("ingress");
        if (!ingress.isEmpty()) {
            String exported = sample.label("exported_namespace");
            return List.of(
                    new ObjectKey("Ingress", exported.isEmpty() ? sample.label("namespace") : exported, ingress));
        }
        String[] route = sample.label("envoy_cluster_name").split("/", -1);
        if (route.length < 3) {
            return List.of();
        }
        return List.of(new ObjectKey(route[0].equals("grpcroute") ? "GRPCRoute" : "HTTPRoute", route[1], route[2]));
    }
}
