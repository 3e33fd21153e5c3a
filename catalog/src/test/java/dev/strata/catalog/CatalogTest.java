package dev.strata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CatalogTest {

    static final java.util.List<MetricFamily> FAMILIES = MetricFamilies.ALL;

    @ParameterizedTest
    @FieldSource("FAMILIES")
    void family_name_followsTheNamingRules(MetricFamily family) {
        assertThat(family.name()).matches("strata_[a-z0-9_]+");
        assertThat(family.name().endsWith("_total")).isEqualTo(family.type() == MetricType.COUNTER);
        assertThat(family.name().endsWith("_info")).isEqualTo(family.type() == MetricType.INFO);
        assertThat(family.labels()).doesNotHaveDuplicates();
        assertThat(family.help()).isNotBlank();
    }

    @Test
    void signals_ids_areUniqueAndInOrderOfTheirNumbers() {
        assertThat(Signals.ALL).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(Signals.ALL).extracting(Signal::number).isSorted();
    }

    @Test
    void families_names_areUnique() {
        assertThat(MetricFamilies.ALL).extracting(MetricFamily::name).doesNotHaveDuplicates();
    }

    @Test
    void measurementQuery_withoutMatchers_leavesNoTraceOfThem() {
        assertThat(MeasurementQueries.CLIENT_ERROR_RATIO.text("", Duration.ofMinutes(5), Duration.ofMinutes(30)))
                .doesNotContain("$")
                .doesNotContain(",}")
                .contains("{outcome=~\"SERVER_ERROR|UNKNOWN\"}[300s]");
    }

    /** At the default pace; a budget of sixty a minute leaves room for the SLO families that are asked at a start. */
    @Test
    void measurementQueries_all_stayWithinTheBudget() {
        double perMinute = MeasurementQueries.ALL.stream()
                .mapToDouble(query -> 60.0 / query.refresh().toSeconds())
                .sum();
        assertThat(perMinute).isLessThanOrEqualTo(55);
        assertThat(MeasurementQueries.ALL).extracting(MeasurementQuery::id).doesNotHaveDuplicates();
    }

    @Test
    void measurementQuery_withMatchers_putsThemIntoEverySelector() {
        String text = MeasurementQueries.SERVICE_P99_BEFORE.text(
                "cluster=\"a\"", Duration.ofMinutes(5), Duration.ofMinutes(30));
        assertThat(text).contains(",cluster=\"a\"}[300s] offset 1800s");
        for (MeasurementQuery query : MeasurementQueries.ALL) {
            String one = query.text("cluster=\"a\"", Duration.ofMinutes(5), Duration.ofMinutes(30));
            assertThat(one.split("\\{", -1).length).as(one).isEqualTo(one.split("cluster=\"a\"}", -1).length);
        }
    }
}
