package dev.strata.exporter;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.catalog.MeasurementQueries;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.SourceStatus;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.ContainerLog;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.ObjectTap;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.prometheus.PrometheusSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster, and its Prometheus where one is configured. */
final class LiveSources implements Sources {

    private final InstantSource clock;
    private final ClusterStore store;
    private final KubeSource kube;
    private final @Nullable PrometheusSource prometheus;
    private volatile Map<FindingId, Instant> ownActive = Map.of();

    /** @param tap sees all objects, null for none */
    LiveSources(ExporterConfig config, InstantSource clock, @Nullable ObjectTap tap) {
        this.clock = clock;
        this.store = new ClusterStore(clock);
        this.kube = new KubeSource(
                KubeSettings.of(config.kubernetes()), Projection.keeping(annotations(config)), store, clock, tap);
        this.prometheus = config.prometheus() == null ? null : new PrometheusSource(config.prometheus(), clock);
    }

    /** The annotations that are read: whose an object is, and what it silences about itself. */
    static Set<String> annotations(ExporterConfig config) {
        var names = new HashSet<>(config.owners().teamLabels());
        names.addAll(config.owners().tierLabels());
        names.add(HealthSettings.SILENCE_UNTIL);
        names.add(HealthSettings.SILENCE_REASON);
        return names;
    }

    /** Hears every answer of Prometheus. To be set before the start. */
    void onAnswer(Consumer<Measurement> listener) {
        if (prometheus != null) {
            prometheus.onAnswer(listener);
        }
    }

    /** Begins to follow both. */
    void start() {
        kube.start();
        if (prometheus != null) {
            prometheus.start();
        }
    }

    /** Begins to read the cluster and asks Prometheus everything once; returns when Prometheus has answered. */
    void readOnce() {
        kube.start();
        if (prometheus != null) {
            prometheus.askAll();
        }
    }

    /** Begins to ask Prometheus again and again, where {@link #readOnce} only asked once. */
    void startAsking() {
        if (prometheus != null) {
            prometheus.start();
        }
    }

    /** Asks Prometheus what an earlier run of this program published. */
    void recallOwnFindings() {
        if (prometheus == null) {
            return;
        }
        Map<FindingId, Instant> found = new TreeMap<>();
        for (Sample sample : prometheus.askOnce(MeasurementQueries.OWN_ACTIVE).samples()) {
            Layer.byId(sample.label(LabelName.LAYER))
                    .filter(layer -> Double.isFinite(sample.value()))
                    .ifPresent(layer -> found.put(
                            identity(layer, sample), Instant.ofEpochMilli(Math.round(sample.value() * 1000))));
        }
        ownActive = found;
    }

    private static FindingId identity(Layer layer, Sample sample) {
        var subject = new ObjectKey(
                sample.label(LabelName.KIND), sample.label(LabelName.NAMESPACE), sample.label(LabelName.NAME));
        return new FindingId(layer, sample.label(LabelName.SIGNAL), subject);
    }

    SourceStatus cluster() {
        return kube.status();
    }

    ContainerLog log(ObjectKey pod, String container, int lines) {
        return kube.log(pod, container, lines);
    }

    String serverVersion() {
        return kube.serverVersion();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ClusterView cluster(Instant now) {
        return store.view(now);
    }

    @Override
    public Measurements measurements() {
        return prometheus == null ? Measurements.NOT_CONFIGURED : prometheus.current();
    }

    @Override
    public List<SourceState> states() {
        var states = new ArrayList<SourceState>();
        SourceStatus cluster = kube.status();
        states.add(new SourceState("kubernetes", cluster.up(), cluster.lastSuccess(), cluster.problem()));
        if (prometheus != null) {
            Measurements answers = prometheus.current();
            states.add(new SourceState("prometheus", answers.up(), answers.lastSuccess(), answers.problem()));
        }
        return states;
    }

    @Override
    public Map<FindingId, Instant> ownActive() {
        return ownActive;
    }

    @Override
    public List<WatchStatus> watches() {
        return kube.watches();
    }

    @Override
    public SortedMap<String, Long> queries() {
        return prometheus == null ? new TreeMap<>() : prometheus.outcomes();
    }

    @Override
    public boolean isRecorded() {
        return false;
    }

    @Override
    public void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        kube.close();
    }
}
