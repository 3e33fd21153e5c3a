package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.measurement.Slos;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers to families, taken apart and joined with their subjects once. For one evaluation, on one thread. */
public final class Families {

    private final ClusterView cluster;
    private final Measurements measurements;
    private final Instant now;
    private final Map<String, Figures> figures = new HashMap<>();
    private final Map<String, FigureTable> byNode = new HashMap<>();
    private final Map<String, FigureTable> byPod = new HashMap<>();
    private final Map<String, FigureTable> byService = new HashMap<>();
    private @Nullable Slos slos;

    Families(ClusterView cluster, Measurements measurements, Instant now) {
        this.cluster = cluster;
        this.measurements = measurements;
        this.now = now;
    }

    Figures of(MeasurementQuery family) {
        return figures.computeIfAbsent(family.id(), id -> Figures.of(measurements, family, now));
    }

    /** The objectives that Prometheus holds recorded series of. */
    public Slos slos() {
        Slos known = slos;
        if (known == null) {
            known = Slos.of(measurements, now);
            slos = known;
        }
        return known;
    }

    /** By node; series of machines that are none of this cluster's nodes are left out. */
    FigureTable byNode(MeasurementQuery family) {
        return byNode.computeIfAbsent(family.id(), id -> {
            Figures all = of(family);
            var names = new NodeNames(cluster, all.samples("machine"));
            return FigureTable.of(all, family.figures(), names::of, List.of("mountpoint", "device"));
        });
    }

    /** By what owns the pods; a series without a pod that is held belongs to its consumer group or to nobody. */
    FigureTable byOwner(MeasurementQuery family) {
        return byPod.computeIfAbsent(
                family.id(), id -> FigureTable.of(of(family), family.figures(), this::owner, List.of("pool", "pod")));
    }

    FigureTable byService(MeasurementQuery family) {
        return byService.computeIfAbsent(
                family.id(),
                id -> FigureTable.of(
                        of(family),
                        family.figures(),
                        sample -> sample.label("service").isEmpty()
                                ? List.of()
                                : List.of(new ObjectKey("Service", sample.label("namespace"), sample.label("service"))),
                        List.of()));
    }

    private List<ObjectKey> owner(Sample sample) {
        String pod = sample.label("pod");
        if (!pod.isEmpty()) {
            return cluster.pod(new ObjectKey("Pod", sample.label("namespace"), pod)).map(cluster::ownerOf).stream()
                    .toList();
        }
        String group = sample.label("consumergroup");
        return group.isEmpty() ? List.of() : List.of(ObjectKey.of("ConsumerGroup", group));
    }
}
