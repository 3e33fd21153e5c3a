package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found at one instant. What is served until the next evaluation.
 *
 * @param layers one per layer, lowest first
 * @param signals one per signal and layer, in the order of the catalogue
 * @param findings all that is not healthy, in id order
 * @param rootCauses ranked: what to look at first comes first
 * @param lead which of them came first until now
 */
public record HealthSnapshot(
        Instant at,
        List<SourceState> sources,
        List<ResourceState> resources,
        List<LayerHealth> layers,
        List<SignalTally> signals,
        List<Finding> findings,
        List<RootCause> rootCauses,
        List<HpaState> hpas,
        List<ServiceJoin> services,
        List<SloState> slos,
        List<Change> changes,
        List<Silence> silences,
        Lead lead) {

    /** A snapshot in which nothing is silenced. */
    public HealthSnapshot(
            Instant at,
            List<SourceState> sources,
            List<ResourceState> resources,
            List<LayerHealth> layers,
            List<SignalTally> signals,
            List<Finding> findings,
            List<RootCause> rootCauses,
            List<HpaState> hpas,
            List<ServiceJoin> services,
            List<SloState> slos,
            List<Change> changes) {
        this(
                at,
                sources,
                resources,
                layers,
                signals,
                findings,
                rootCauses,
                hpas,
                services,
                slos,
                changes,
                List.of(),
                Lead.NONE);
    }

    /** A source: {@code kubernetes}, {@code prometheus} or {@code recording}; {@code problem} is empty while it is up. */
    public record SourceState(
            String id, boolean up, @Nullable Instant lastSuccess, String problem) {}

    /** A watched resource. */
    public record ResourceState(KubeResource resource, int objects, Freshness freshness) {}

    /** An HPA and the workload it scales; {@code saturation} is current over maximum replicas. */
    public record HpaState(ObjectKey hpa, ObjectKey target, double saturation) {}

    /** A Service with an SLO or an HPA behind it, and one workload behind it. */
    public record ServiceJoin(ObjectKey service, ObjectKey workload) {}

    /**
     * A discovered SLO.
     *
     * @param burns by window, shortest first
     * @param budgetRemaining share of the budget left in the period, NaN while it is not recorded
     */
    public record SloState(
            String slo, Layer layer, String namespace, String service, List<Burn> burns, double budgetRemaining) {

        /** Burn over one window: 1 uses the budget up exactly in the period. */
        public record Burn(String window, double ratio) {}

        public SloState {
            burns = List.copyOf(burns);
        }
    }

    /**
     * Something was changed.
     *
     * @param change {@code rollout}, {@code hpa_edit}, {@code config_edit} or {@code node_join}
     * @param differences what differs, as far as it can be seen
     * @param manager who manages what was changed, such as {@code kubectl-edit}; empty where nothing says
     * @param origin where the object is kept outside of the cluster, null where nothing says
     * @param reaches workloads that the change is for, beside the object itself
     */
    public record Change(
            ObjectKey object,
            String change,
            Instant at,
            List<Difference> differences,
            String manager,
            @Nullable Origin origin,
            List<ObjectKey> reaches) {

        public Change {
            differences = List.copyOf(differences);
            reaches = List.copyOf(reaches);
        }

        /** A change of which no more is known. */
        public Change(ObjectKey object, String change, Instant at) {
            this(object, change, at, List.of(), "", null, List.of());
        }
    }

    /** The object of a GitOps controller that applies an object, and the revision that it applied last. */
    public record Origin(ObjectKey by, String revision) {}

    /** A finding that is suspended because somebody asked for it. */
    public record Silence(FindingId finding, String reason, Instant until) {}

    public HealthSnapshot {
        sources = List.copyOf(sources);
        resources = List.copyOf(resources);
        layers = List.copyOf(layers);
        signals = List.copyOf(signals);
        findings = List.copyOf(findings);
        rootCauses = List.copyOf(rootCauses);
        hpas = List.copyOf(hpas);
        services = List.copyOf(services);
        slos = List.copyOf(slos);
        changes = List.copyOf(changes);
        silences = List.copyOf(silences);
    }
}
