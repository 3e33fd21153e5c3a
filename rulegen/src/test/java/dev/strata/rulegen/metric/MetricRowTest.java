package dev.strata.rulegen.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.LabelValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricRowTest {
    @Test
    void parse_labels_saysWhichAreCertainAndWhatTheyHold() {
        MetricRow row = MetricRow.parse("a_b\tgauge\tbytes\tcode?,phase=Up|Down,pod,state?=on|off,*\t0..1\t2.1..3");
        assertThat(row.carried())
                .containsEntry("pod", LabelFact.always(LabelValues.ANY))
                .containsEntry("code", LabelFact.UNKNOWN)
                .containsEntry("phase", LabelFact.always(LabelValues.of(List.of("Down", "Up"))))
                .containsEntry("state", LabelFact.maybe(LabelValues.of(List.of("on", "off"))))
                .hasSize(4);
        assertThat(row.open()).isTrue();
        assertThat(row.values()).contains(Interval.of(0, 1));
        assertThat(List.of(row.since(), row.until())).containsExactly("2.1", "3");
    }

    @Test
    void parse_shortRow_leavesTheRestUnsaid() {
        MetricRow row = MetricRow.parse("up\tgauge");
        assertThat(row.carried()).isEmpty();
        assertThat(row.open()).isFalse();
        assertThat(row.values()).isEmpty();
        assertThat(row.series()).singleElement().satisfies(metric -> {
            assertThat(metric.values()).isEqualTo(Interval.ANY);
            assertThat(metric.unit()).isEmpty();
        });
    }

    @Test
    void parse_openBounds_areInfinite() {
        assertThat(MetricRow.parse("a\tgauge\t\t\t0..").values()).contains(Interval.NOT_NEGATIVE);
        assertThat(MetricRow.parse("a\tgauge\t\t\t..0").values()).contains(Interval.of(Double.NEGATIVE_INFINITY, 0));
    }

    @Test
    void parse_brokenRow_isRefused() {
        assertThatThrownBy(() -> MetricRow.parse("a")).hasMessageContaining("bad row");
        assertThatThrownBy(() -> MetricRow.parse("a\tgauge\t\tx,x?")).hasMessageContaining("label twice: x");
        assertThatThrownBy(() -> MetricRow.parse("a\tmeter")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void series_histogram_areBucketsCountSumAndTheNativeForm() {
        MetricRow row = MetricRow.parse("a_seconds\thistogram\tseconds\tverb");
        assertThat(row.series())
                .extracting(KnownMetric::name, KnownMetric::type, KnownMetric::unit)
                .containsExactly(
                        tuple("a_seconds", SeriesType.HISTOGRAM, "seconds"),
                        tuple("a_seconds_bucket", SeriesType.BUCKET, ""),
                        tuple("a_seconds_count", SeriesType.COUNTER, ""),
                        tuple("a_seconds_sum", SeriesType.COUNTER, "seconds"));
        assertThat(row.part("_bucket").orElseThrow().labels()).containsExactly("le", "verb");
        assertThat(row.part("_count").orElseThrow().labels()).containsExactly("verb");
    }

    @Test
    void series_summary_areQuantilesCountAndSum() {
        MetricRow row = MetricRow.parse("a_seconds\tsummary\tseconds");
        assertThat(row.series())
                .extracting(KnownMetric::name)
                .containsExactly("a_seconds", "a_seconds_count", "a_seconds_sum");
        assertThat(row.part("").orElseThrow().labels()).containsExactly("quantile");
        assertThat(row.part("_bucket")).isEmpty();
    }
}
