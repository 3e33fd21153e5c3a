package dev.strata.exporter.exposition;

import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.exporter.health.HealthSnapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves the last snapshot as metric families. The families are built once, when a snapshot is published; a scrape only
 * hands them out.
 */
public final class HealthCollector implements MultiCollector {

    /** Findings of one signal that get rows of reasons, evidence and causes; root causes always get them. */
    public static final int WORST = 50;

    private volatile MetricSnapshots published = new MetricSnapshots();
    private long dropped;

    /** Builds what the next scrapes show. Called once per evaluation, by the evaluation thread only. */
    public void publish(HealthSnapshot snapshot, SelfFigures self) {
        var health = new HealthFamilies(snapshot, WORST);
        dropped += health.dropped();
        var own = new SelfFamilies(snapshot, self, dropped);
        List<MetricSnapshot> all = new ArrayList<>(Family.built(health.all()));
        all.addAll(Family.built(own.all()));
        all.add(own.evaluations());
        published = new MetricSnapshots(all);
    }

    @Override
    public MetricSnapshots collect() {
        return published;
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricFamilies.ALL.stream().map(HealthCollector::descriptor).toList();
    }

    private static MetricFamilyDescriptor descriptor(MetricFamily family) {
        return switch (family.type()) {
            case GAUGE ->
                MetricFamilyDescriptor.gauge(family.name())
                        .help(family.help())
                        .labelNames(family.labels())
                        .build();
            case INFO ->
                MetricFamilyDescriptor.info(strip(family, "_info"))
                        .help(family.help())
                        .labelNames(family.labels())
                        .build();
            case COUNTER ->
                MetricFamilyDescriptor.counter(strip(family, "_total"))
                        .help(family.help())
                        .labelNames(family.labels())
                        .build();
            case HISTOGRAM ->
                MetricFamilyDescriptor.histogram(family.name())
                        .help(family.help())
                        .labelNames(family.labels())
                        .build();
        };
    }

    private static String strip(MetricFamily family, String suffix) {
        return family.name().substring(0, family.name().length() - suffix.length());
    }
}
