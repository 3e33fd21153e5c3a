package dev.strata.rulegen.metric;

import dev.strata.rulegen.promql.infer.MetricSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks metrics up by name. Always answers alike; a table is read when a name is first asked for that it may hold.
 *
 * <p>Labels are those that exporters write: what relabelling of the scraped series takes away is not foreseen.
 */
public final class MetricIndex implements MetricSchema {
    /** Every metric with one of these beginnings is known here; another one does not exist. */
    private static final List<String> COMPLETE = List.of("strata_", "slo:", "kube_");
    /** Beginnings of names that configuration makes up, and of other programs. */
    private static final List<String> OTHERS =
            List.of("kube_aggregator_", "kube_apiserver_", "kube_customresource_", "kube_state_metrics_");

    private final Map<String, KnownMetric> own = CatalogMetrics.all();
    private final Map<Exporter, MetricTable> tables = new ConcurrentHashMap<>();
    private final Map<String, Optional<KnownMetric>> found = new ConcurrentHashMap<>();

    private MetricIndex() {}

    /** All metrics that are known without asking a server. */
    public static MetricIndex standard() {
        return new MetricIndex();
    }

    /** Labels stay open: those of the target come on top. */
    @Override
    public Optional<Facts> find(String metricName) {
        return byName(metricName).map(KnownMetric::facts);
    }

    public Optional<KnownMetric> byName(String name) {
        return found.computeIfAbsent(name, this::search);
    }

    private Optional<KnownMetric> search(String name) {
        KnownMetric ours = own.get(name);
        if (ours != null) {
            return Optional.of(ours);
        }
        return Exporter.ALL.stream()
                .filter(exporter -> exporter.mayHave(name))
                .flatMap(exporter -> table(exporter).find(name).stream())
                .findFirst();
    }

    private MetricTable table(Exporter exporter) {
        return tables.computeIfAbsent(exporter, Exporter::table);
    }

    /** Whether a metric of this name would have to be known here. */
    public boolean shouldKnow(String name) {
        return COMPLETE.stream().anyMatch(name::startsWith) && OTHERS.stream().noneMatch(name::startsWith);
    }

    /** All names, sorted. */
    public Collection<String> names() {
        var names = new TreeSet<>(own.keySet());
        Exporter.ALL.forEach(exporter -> table(exporter).series().forEach(metric -> names.add(metric.name())));
        return Collections.unmodifiableSet(names);
    }
}
