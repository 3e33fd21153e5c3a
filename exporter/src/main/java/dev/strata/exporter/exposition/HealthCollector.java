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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Serves the last snapshot as metric families. The families are built once, when a snapshot is published; a scrape only
 * hands them out.
 */
public final class HealthCollector implements MultiCollector {

    /** Findings of one signal that come before all others when there is not room for all. */
    public static final int WORST = 50;

    /** Rows of findings; with the other families this stays below 6 000 series on the largest clusters. */
    private static final int FINDING_ROWS = 3_500;

    /** Rows of each other family that has one for each of some objects. */
    private static final int MOST = 300;

    private volatile Runnable listener = () -> {};
    private volatile MetricSnapshots published = new MetricSnapshots();
    private final SortedMap<String, Long> dropped = new TreeMap<>();

    /** Who is told, on the evaluation thread, that there is something new to scrape. */
    public void onPublish(Runnable told) {
        listener = told;
    }

    /** Builds what the next scrapes show. Called once per evaluation, by the evaluation thread only. */
    public void publish(HealthSnapshot snapshot, SelfFigures self) {
        var health = new HealthFamilies(snapshot, WORST, FINDING_ROWS, MOST);
        List<MetricSnapshot> all = new ArrayList<>(Family.built(health.all()));
        health.dropped().forEach((cap, number) -> dropped.merge(cap, number, Long::sum));
        var own = new SelfFamilies(snapshot, self, dropped);
        all.addAll(Family.built(own.all()));
        all.add(own.evaluations());
        published = new MetricSnapshots(all);
        listener.run();
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
