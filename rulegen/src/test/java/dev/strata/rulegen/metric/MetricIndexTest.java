package dev.strata.rulegen.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.catalog.MetricType;
import org.junit.jupiter.api.Test;

class MetricIndexTest {
    private final MetricIndex index = MetricIndex.standard();

    @Test
    void standard_everyFamilyOfTheCatalog_isKnown() {
        assertThat(MetricFamilies.ALL)
                .filteredOn(family -> family.type() != MetricType.HISTOGRAM)
                .extracting(MetricFamily::name)
                .allSatisfy(name -> assertThat(index.byName(name)).isPresent());
    }

    @Test
    void standard_everyName_isWellFormedAndHasLabelsThatAre() {
        assertThat(index.names()).hasSizeGreaterThan(250).allMatch(name -> name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*"));
        assertThat(index.names())
                .flatExtracting(name -> index.byName(name).orElseThrow().labels())
                .allMatch(label -> String.valueOf(label).matches("[a-zA-Z_][a-zA-Z0-9_]*"));
    }

    @Test
    void byName_metricOfATable_hasTypeUnitAndLabels() {
        KnownMetric metric = index.byName("kube_node_info").orElseThrow();
        assertThat(metric.type()).isEqualTo(SeriesType.INFO);
        assertThat(metric.labels()).contains("node", "kernel_version");
        assertThat(index.byName("kube_pod_container_status_restarts_total")
                        .orElseThrow()
                        .type())
                .isEqualTo(SeriesType.COUNTER);
        assertThat(index.byName("kube_node_created").orElseThrow().unit()).isEqualTo("seconds");
    }

    @Test
    void shouldKnow_namesOfCompleteExporters_only() {
        assertThat(index.shouldKnow("strata_nothing")).isTrue();
        assertThat(index.shouldKnow("http_server_requests_seconds_count")).isFalse();
    }
}
