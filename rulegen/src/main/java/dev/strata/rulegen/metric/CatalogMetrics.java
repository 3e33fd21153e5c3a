package dev.strata.rulegen.metric;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.catalog.RecordedSeries;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.LabelValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metrics of our own exporter, and the series that rulegen itself records for SLOs. */
final class CatalogMetrics {
    /** Labels that no family leaves empty where it names them; the others can be missing. */
    private static final Set<String> ALWAYS =
            Set.of(LabelName.LAYER, LabelName.SIGNAL, LabelName.VERDICT, LabelName.SLO, LabelName.SOURCE);

    private static final Map<String, LabelValues> VALUES = Map.of(
            LabelName.LAYER,
            LabelValues.of(Arrays.stream(Layer.values()).map(Layer::id).toList()),
            LabelName.VERDICT,
            LabelValues.of(Arrays.stream(Verdict.values()).map(Verdict::id).toList()));

    private final Map<String, KnownMetric> metrics = new HashMap<>();

    private CatalogMetrics() {
        MetricFamilies.ALL.forEach(this::addFamily);
        addRecorded();
    }

    static Map<String, KnownMetric> all() {
        return Map.copyOf(new CatalogMetrics().metrics);
    }

    private void addFamily(MetricFamily family) {
        FamilyType type = FamilyType.valueOf(family.type().name());
        add(family.name(), type, family.labels());
    }

    private void addRecorded() {
        add(RecordedSeries.INFO, FamilyType.INFO, RecordedSeries.INFO_LABELS);
        add(RecordedSeries.DEPENDS_ON, FamilyType.INFO, RecordedSeries.DEPENDS_ON_LABELS);
        add(RecordedSeries.OBJECTIVE, FamilyType.GAUGE, List.of(LabelName.SLO));
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        windows.addAll(List.of("7d", "28d", "30d", "90d"));
        for (String window : windows) {
            add(RecordedSeries.badRatio(window), FamilyType.GAUGE, List.of(LabelName.SLO));
            add(RecordedSeries.eventRate(window), FamilyType.GAUGE, List.of(LabelName.SLO));
        }
        add("slo:bad:rate5m", FamilyType.GAUGE, List.of(LabelName.SLO));
    }

    private void add(String name, FamilyType type, List<String> labels) {
        SortedMap<String, LabelFact> carried = new TreeMap<>();
        for (String label : labels) {
            LabelValues values = VALUES.getOrDefault(label, LabelValues.ANY);
            carried.put(label, ALWAYS.contains(label) ? LabelFact.always(values) : LabelFact.maybe(values));
        }
        String unit = name.endsWith("_seconds") ? "seconds" : name.endsWith("_ratio") ? "ratio" : "";
        Optional<Interval> bounds =
                name.endsWith("_severity") ? Optional.of(Interval.of(0, Severity.CRITICAL.value())) : Optional.empty();
        var row = new MetricRow(name, type, unit, carried, Map.of(), false, bounds, "", "");
        row.series().forEach(metric -> metrics.put(metric.name(), metric));
    }
}
