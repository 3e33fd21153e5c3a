package dev.strata.rulegen.metric;

import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.infer.MetricSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks metrics up by name. Always answers alike; a table is read when a name is first asked for that it may hold.
 *
 * <p>Labels are those that exporters write: what relabelling of the scraped series takes away is not foreseen.
 */
public final class MetricIndex implements MetricSchema {
    /** Every metric with one of these beginnings is known here; another one does not exist. */
    private static final List<String> COMPLETE = List.of(
            "strata_", "slo:", "kube_", "istio_request", "istio_response", "istio_tcp_", "nginx_ingress_controller_");
    /** Beginnings of names that configuration makes up, and of other programs. */
    private static final List<String> OTHERS =
            List.of("kube_aggregator_", "kube_apiserver_", "kube_customresource_", "kube_state_metrics_");

    private static final double MOST_STATES = 10;

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

    /** Labels that scraping, relabelling and external labels add to any series. */
    private static final Set<String> ADDED = Set.of(
            LabelMatcher.METRIC_NAME,
            "cluster",
            "container",
            "endpoint",
            "instance",
            "job",
            "namespace",
            "node",
            "pod",
            "prometheus",
            "service",
            "uid");

    /** Labels that exporters write but that relabelling adds as often. */
    private static final Set<String> OWNERS = Set.of(
            "app",
            "application",
            "component",
            "env",
            "environment",
            "group",
            "host",
            "name",
            "region",
            "role",
            "server",
            "team",
            "tenant",
            "tier",
            "type",
            "version",
            "zone");

    /** Whether a label may be there although no exporter writes it. */
    public static boolean isAdded(String label) {
        return ADDED.contains(label);
    }

    @Override
    public Set<String> usualValues(String metricName, String label) {
        return byName(metricName)
                .map(metric -> metric.usual().getOrDefault(label, Set.of()))
                .orElse(Set.of());
    }

    @Override
    public Optional<String> missing(String metricName) {
        if (metricName.contains(":")
                || !shouldKnow(metricName)
                || byName(metricName).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Nearest.hint(metricName, names()).orElse("look it up in the documentation of its exporter"));
    }

    /** Only of labels that some exporter gives to its metrics: anything else may come from relabelling. */
    @Override
    public Optional<String> withoutLabel(String metricName, String label) {
        Optional<KnownMetric> metric = byName(metricName);
        if (metric.isEmpty() || metric.get().open() || metric.get().carried().containsKey(label) || isAdded(label)) {
            return Optional.empty();
        }
        boolean foreign = OWNERS.contains(label)
                || Exporter.ALL.stream().map(this::table).noneMatch(table -> table.mentions(label));
        if (foreign) {
            return Optional.empty();
        }
        return Optional.of(Nearest.hint(label, metric.get().labels())
                .orElse("its labels: " + String.join(", ", metric.get().labels())));
    }

    /** Whether a metric of this name would have to be known here. */
    public boolean shouldKnow(String name) {
        return COMPLETE.stream().anyMatch(name::startsWith) && OTHERS.stream().noneMatch(name::startsWith);
    }

    /** Whether all values of a metric are whole numbers: flags, states and the like. */
    public boolean isWhole(String name) {
        return byName(name)
                .filter(metric -> metric.unit().isEmpty())
                .map(KnownMetric::values)
                .filter(values -> values.high() - values.low() <= MOST_STATES)
                .isPresent();
    }

    /** All names, sorted. */
    public Collection<String> names() {
        var names = new TreeSet<>(own.keySet());
        Exporter.ALL.forEach(exporter -> table(exporter).series().forEach(metric -> names.add(metric.name())));
        return Collections.unmodifiableSet(names);
    }
}
