package dev.strata.exporter.signal;

import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.IngressClassFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.List;

/**
 * An entry that runs out of connections: HAProxy by what it may have, nginx and Envoy by those that they had to turn away.
 * The subject is the IngressClass of the controller, or the workload of its pods where no class is named.
 */
final class IngressConnectionsNearLimitEvaluator extends FamilyEvaluator {

    IngressConnectionsNearLimitEvaluator() {
        super(
                MachineSignals.INGRESS_CONNECTIONS_NEAR_LIMIT,
                WorkQueries.INGRESS,
                "connections_ratio",
                "connections_refused_per_second");
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        FigureTable table = FigureTable.of(
                input.families().of(family()),
                List.of("connections_ratio", "connections_refused_per_second"),
                sample -> controller(sample, input.cluster()),
                List.of());
        var sheet = new Sheet(signal());
        for (ObjectKey controller : table.subjects()) {
            Row row = table.rows(controller).iterator().next();
            boolean refuses = row.get("connections_refused_per_second") > limit("refused_per_second");
            if (refuses || row.get("connections_ratio") > limit("connections_ratio")) {
                sheet.add(Draft.bad(signal(), controller, Severity.WARNING)
                        .reason(refuses ? "connections_refused" : "near_limit")
                        .evidence("connections_ratio", row.get("connections_ratio"))
                        .evidence("refused_per_second", row.get("connections_refused_per_second")));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static List<ObjectKey> controller(Sample sample, ClusterView cluster) {
        String named = sample.label("controller_class");
        if (!named.isEmpty()) {
            return cluster.all(KubeResource.INGRESSCLASSES, IngressClassFacts.class).stream()
                    .filter(known -> known.controller().equals(named))
                    .map(IngressClassFacts::key)
                    .findFirst()
                    .map(List::of)
                    .orElse(List.of(ObjectKey.of("IngressClass", named)));
        }
        String pod = sample.label("pod");
        String namespace = sample.label("namespace");
        return cluster.pod(new ObjectKey("Pod", namespace, pod)).map(cluster::ownerOf).stream()
                .toList();
    }
}
