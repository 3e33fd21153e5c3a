package dev.strata.exporter.exposition;

import dev.strata.catalog.MetricFamilies;
import dev.strata.exporter.health.HealthSnapshot;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The families about the exporter itself. */
final class SelfFamilies {

    /** All that something may be left out by; each has a row from the start. */
    private static final List<String> CAPS =
            List.of("findings", "details", "namespaces", "autoscalers", "services", "changes");

    private final HealthSnapshot snapshot;
    private final SelfFigures self;
    private final SortedMap<String, Long> dropped;

    SelfFamilies(HealthSnapshot snapshot, SelfFigures self, SortedMap<String, Long> dropped) {
        this.snapshot = snapshot;
        this.self = self;
        this.dropped = dropped;
    }

    List<Family> all() {
        return List.of(
                sourceUp(),
                sourceSuccess(),
                objects(),
                watchProgress(),
                watchRestarts(),
                queries(),
                snapshotTime(),
                seriesDropped(),
                build());
    }

    private Family sourceUp() {
        var family = new Family(MetricFamilies.SOURCE_UP);
        snapshot.sources().forEach(source -> family.row(source.up() ? 1 : 0, source.id()));
        return family;
    }

    private Family sourceSuccess() {
        var family = new Family(MetricFamilies.SOURCE_LAST_SUCCESS);
        snapshot.sources().forEach(source -> {
            if (source.lastSuccess() != null) {
                family.row(HealthFamilies.seconds(source.lastSuccess()), source.id());
            }
        });
        return family;
    }

    private Family objects() {
        var family = new Family(MetricFamilies.OBJECTS);
        snapshot.resources()
                .forEach(state -> family.row(state.objects(), state.resource().id()));
        return family;
    }

    private Family watchProgress() {
        var family = new Family(MetricFamilies.WATCH_LAST_PROGRESS);
        snapshot.resources().forEach(state -> {
            var progress = state.freshness().lastProgress();
            if (progress != null) {
                family.row(HealthFamilies.seconds(progress), state.resource().id());
            }
        });
        return family;
    }

    private Family watchRestarts() {
        var family = new Family(MetricFamilies.WATCH_RESTARTS);
        self.watchRestarts()
                .forEach((resource, reasons) ->
                        reasons.forEach((reason, count) -> family.row((double) count, resource.id(), reason)));
        return family;
    }

    private Family queries() {
        var family = new Family(MetricFamilies.PROMETHEUS_QUERIES);
        self.queries().forEach((outcome, count) -> family.row((double) count, outcome));
        return family;
    }

    private Family snapshotTime() {
        return new Family(MetricFamilies.SNAPSHOT_TIMESTAMP).row(HealthFamilies.seconds(snapshot.at()));
    }

    private Family seriesDropped() {
        var family = new Family(MetricFamilies.SERIES_DROPPED);
        CAPS.forEach(cap -> family.row((double) dropped.getOrDefault(cap, 0L), cap));
        return family;
    }

    private Family build() {
        return new Family(MetricFamilies.BUILD).row(1, self.version(), self.revision());
    }

    MetricSnapshot evaluations() {
        var family = MetricFamilies.EVALUATION_DURATION;
        var bounds = new ArrayList<>(SelfFigures.Evaluations.BOUNDS);
        bounds.add(Double.POSITIVE_INFINITY);
        return HistogramSnapshot.builder()
                .name(family.name())
                .help(family.help())
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                bounds, new ArrayList<Number>(self.evaluations().counts())))
                        .sum(self.evaluations().sumSeconds())
                        .build())
                .build();
    }
}
