package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.HealthSettings.OwnerLabels;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.SignalReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says whose a subject is and how much it may matter: by the labels or annotations of the object itself, of the
 * workloads that it stands for, of its SLO, and last of its namespace.
 */
final class Owners {

    private static final String CRITICAL = "critical";
    private static final String DEV = "dev";
    private static final Set<String> TIERS = Set.of(CRITICAL, "standard", DEV);

    private final ClusterView cluster;
    private final Slos slos;
    private final OwnerLabels labels;

    Owners(ClusterView cluster, Slos slos, OwnerLabels labels) {
        this.cluster = cluster;
        this.slos = slos;
        this.labels = labels;
    }

    Owner of(SignalReading reading) {
        ObjectKey subject = reading.subject();
        List<KubeMeta> metas = metas(reading);
        Optional<Slo> slo = subject.kind().equals("Slo") ? slos.named(subject.name()) : Optional.empty();
        String team = slo.map(s -> s.declared().team())
                .filter(t -> !t.isEmpty())
                .or(() -> first(metas, labels.team(), value -> !value.isEmpty()))
                .orElse("");
        String tier = slo.map(s -> s.declared().tier())
                .filter(TIERS::contains)
                .or(() -> first(metas, labels.tier(), TIERS::contains))
                .orElse(labels.defaultTier());
        return new Owner(team, tier);
    }

    /** Only the critical tier may page. Nodes and platform parts serve all tiers and are not capped. */
    static Severity capped(Severity severity, Layer layer, Owner owner) {
        if (layer == Layer.CLUSTER || layer == Layer.PLATFORM) {
            return severity;
        }
        return switch (owner.tier()) {
            case CRITICAL -> severity;
            case DEV -> Severity.INFORMATION;
            default -> severity.cappedAt(Severity.WARNING);
        };
    }

    /** Nearest first. Of what the subject stands for only its namespace's own: callers say nothing about the called. */
    private List<KubeMeta> metas(SignalReading reading) {
        ObjectKey subject = reading.subject();
        var metas = new ArrayList<KubeMeta>();
        Subjects.meta(cluster, subject).ifPresent(metas::add);
        if (subject.kind().equals("Pod")) {
            cluster.pod(subject)
                    .flatMap(pod -> cluster.workload(cluster.ownerOf(pod)))
                    .ifPresent(workload -> metas.add(workload.meta()));
        }
        List<ObjectKey> related = subject.kind().equals("Service")
                ? cluster.workloadsBehind(subject)
                : reading.affected().stream()
                        .filter(key -> key.namespace().equals(subject.namespace()))
                        .toList();
        related.stream().map(cluster::workload).flatMap(Optional::stream).forEach(w -> metas.add(w.meta()));
        cluster.namespace(subject.namespace()).ifPresent(ns -> metas.add(ns.meta()));
        return metas;
    }

    private static Optional<String> first(List<KubeMeta> metas, List<String> names, Predicate<String> usable) {
        return metas.stream()
                .flatMap(meta ->
                        names.stream().flatMap(name -> meta.label(name).or(() -> meta.annotation(name)).stream()))
                .filter(usable)
                .findFirst();
    }
}
