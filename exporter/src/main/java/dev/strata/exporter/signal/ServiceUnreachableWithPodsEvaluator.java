package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Service with ready endpoints that a probe from inside does not reach, or whose clients get no answer at all. Answers
 * with errors are no sign of it: somebody answered. And one that network policies keep its clients from, as far as the
 * policies alone show it.
 */
final class ServiceUnreachableWithPodsEvaluator extends FamilyEvaluator {

    ServiceUnreachableWithPodsEvaluator() {
        super(TrafficSignals.SERVICE_UNREACHABLE_WITH_PODS, WorkQueries.PROBES, "success", "client_calls_per_second");
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.SERVICES,
                KubeResource.ENDPOINTSLICES,
                KubeResource.NETWORKPOLICIES,
                KubeResource.DEPLOYMENTS,
                KubeResource.STATEFULSETS);
    }

    @Override
    public boolean worksAlone() {
        return true;
    }

    /** Without probes and clients it goes by the policies. */
    @Override
    public Source source(SignalInput input) {
        Source measured = super.source(input);
        return measured == Source.ABSENT ? Source.PRESENT : measured;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Figures all = input.families().of(family());
        ClusterView cluster = input.cluster();
        FigureTable probes = FigureTable.of(
                all,
                List.of("success"),
                sample -> probed(sample, cluster).stream().toList(),
                List.of("instance"));
        FigureTable clients = FigureTable.of(
                all,
                List.of("unreachable_ratio", "client_calls_per_second"),
                sample -> called(sample, cluster).stream().toList(),
                List.of("service"));
        var sheet = new Sheet(signal());
        Map<ObjectKey, Draft> blocked = BlockedPaths.find(signal(), cluster);
        var subjects = new TreeSet<>(probes.subjects());
        subjects.addAll(clients.subjects());
        subjects.addAll(blocked.keySet());
        for (ObjectKey service : subjects) {
            Draft draft = judge(service, probes, clients);
            Draft policies = blocked.get(service);
            if (draft != null && Endpoints.ready(cluster, service) > 0) {
                Draft measured = draft.affects(cluster.workloadsBehind(service));
                sheet.add(policies == null ? measured : measured.because(policies));
            } else if (policies != null) {
                sheet.add(policies);
            } else if (draft == null) {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private @Nullable Draft judge(ObjectKey service, FigureTable probes, FigureTable clients) {
        long failing = probes.rows(service).stream()
                .filter(probe -> probe.get("success") == 0)
                .count();
        double unanswered = clients.rows(service).stream()
                .filter(caller -> caller.get("client_calls_per_second") >= limit("calls_per_second"))
                .mapToDouble(caller -> caller.has("unreachable_ratio") ? caller.get("unreachable_ratio") : 0)
                .max()
                .orElse(0);
        boolean silent = unanswered > limit("unreachable_ratio");
        boolean unprobed = failing > 0 && failing == probes.rows(service).size();
        if (!silent && !unprobed) {
            return null;
        }
        return Draft.bad(signal(), service, silent ? Severity.CRITICAL : Severity.WARNING)
                .reason(silent ? "clients_get_no_answer" : "probe_fails")
                .evidence("failing_probes", (double) failing)
                .evidence("unreachable_ratio", unanswered);
    }

    private static Optional<ObjectKey> probed(Sample sample, ClusterView cluster) {
        String target = sample.label("target").isEmpty() ? sample.label("instance") : sample.label("target");
        int scheme = target.indexOf("://");
        String host = scheme < 0 ? target : target.substring(scheme + 3).replaceFirst("[/?#].*", "");
        return within(host, new ObjectKey("Probe", sample.label("namespace"), ""), cluster);
    }

    private static Optional<ObjectKey> called(Sample sample, ClusterView cluster) {
        return within(
                sample.label("client_name"),
                new ObjectKey("Service", sample.label("namespace"), sample.label("service")),
                cluster);
    }

    private static Optional<ObjectKey> within(String host, ObjectKey caller, ClusterView cluster) {
        return CalledHost.resolve(host, caller, cluster)
                .filter(called -> called.kind().equals("Service")
                        && cluster.service(called.namespace(), called.name()).isPresent());
    }
}
