package dev.strata.rulegen.metric;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.catalog.MetricType;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.infer.MetricSchema;
import dev.strata.rulegen.promql.infer.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks metrics up by name; fixed after construction. */
public final class MetricIndex implements MetricSchema {
    private static final List<String> TABLES =
            List.of("kube-apiserver.tsv", "kube-state-metrics.tsv", "micrometer-http.tsv", "prometheus.tsv");
    /** Every metric with one of these beginnings is known here; another one does not exist. */
    private static final List<String> COMPLETE = List.of("strata_", "slo:", "kube_");

    private final SortedMap<String, KnownMetric> metrics;

    private MetricIndex(SortedMap<String, KnownMetric> metrics) {
        this.metrics = metrics;
    }

    /** All metrics that are known without asking a server. */
    public static MetricIndex standard() {
        var metrics = new TreeMap<String, KnownMetric>();
        for (MetricFamily family : MetricFamilies.ALL) {
            addFamily(metrics, family);
        }
        addRecorded(metrics);
        for (String table : TABLES) {
            MetricTable.read(table).forEach(metric -> metrics.put(metric.name(), metric));
        }
        return new MetricIndex(Collections.unmodifiableSortedMap(metrics));
    }

    private static void addFamily(SortedMap<String, KnownMetric> metrics, MetricFamily family) {
        if (family.type() != MetricType.HISTOGRAM) {
            add(metrics, family.name(), family.type(), family.labels());
            return;
        }
        var buckets = new ArrayList<>(family.labels());
        buckets.add("le");
        add(metrics, family.name() + "_bucket", MetricType.COUNTER, buckets);
        add(metrics, family.name() + "_count", MetricType.COUNTER, family.labels());
        add(metrics, family.name() + "_sum", MetricType.COUNTER, family.labels());
    }

    private static void addRecorded(SortedMap<String, KnownMetric> metrics) {
        add(metrics, RecordedSeries.INFO, MetricType.INFO, RecordedSeries.INFO_LABELS);
        add(metrics, RecordedSeries.DEPENDS_ON, MetricType.INFO, RecordedSeries.DEPENDS_ON_LABELS);
        add(metrics, RecordedSeries.OBJECTIVE, MetricType.GAUGE, List.of(LabelName.SLO));
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        windows.addAll(List.of("7d", "28d", "30d", "90d"));
        for (String window : windows) {
            add(metrics, RecordedSeries.badRatio(window), MetricType.GAUGE, List.of(LabelName.SLO));
            add(metrics, RecordedSeries.eventRate(window), MetricType.GAUGE, List.of(LabelName.SLO));
        }
        add(metrics, "slo:bad:rate5m", MetricType.GAUGE, List.of(LabelName.SLO));
    }

    private static void add(
            SortedMap<String, KnownMetric> metrics, String name, MetricType type, Collection<String> labels) {
        String unit = name.endsWith("_seconds") ? "seconds" : name.endsWith("_ratio") ? "ratio" : "";
        metrics.put(name, new KnownMetric(name, type, unit, new TreeSet<>(labels), false));
    }

    /** Labels stay open: those of the target come on top. */
    @Override
    public Optional<Facts> find(String metricName) {
        return byName(metricName).map(MetricIndex::facts);
    }

    private static Facts facts(KnownMetric metric) {
        Meaning.Kind kind = switch (metric.type()) {
            case GAUGE -> Meaning.Kind.GAUGE;
            case COUNTER -> metric.labels().contains("le") ? Meaning.Kind.BUCKET : Meaning.Kind.COUNTER;
            case HISTOGRAM -> Meaning.Kind.NATIVE_HISTOGRAM;
            case INFO -> Meaning.Kind.INFO;
        };
        Unit unit = switch (metric.unit()) {
            case "seconds" -> Unit.SECONDS;
            case "bytes" -> Unit.BYTES;
            default -> Unit.UNKNOWN;
        };
        Interval values = metric.type() == MetricType.INFO ? Interval.point(1) : Interval.ANY;
        return new Facts(new Meaning(kind, unit, true), Labels.ANY, values);
    }

    public Optional<KnownMetric> byName(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** Whether a metric of this name would have to be known here. */
    public boolean shouldKnow(String name) {
        return COMPLETE.stream().anyMatch(name::startsWith);
    }

    /** All names, sorted. */
    public Collection<String> names() {
        return metrics.keySet();
    }
}
