package dev.strata.rulegen.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.infer.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each table is written, whatever it says. */
class MetricTablesTest {
    private static final String VERSION = "(\\d+(\\.\\d+)*)?";

    static List<Exporter> exporters() {
        return Exporter.ALL;
    }

    private static List<String> rows(Exporter exporter) {
        return MetricTable.text(exporter.name() + ".tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void table_head_namesVersionAndPublicSource(Exporter exporter) {
        List<String> head = MetricTable.text(exporter.name() + ".tsv")
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .toList();
        assertThat(head).last().asString().startsWith("# name\ttype\tunit\tlabels\tvalues\tversions");
        assertThat(String.join(" ", head)).containsPattern("source: https://");
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void table_rows_areSortedAndUnique(Exporter exporter) {
        List<String> families = rows(exporter).stream()
                .map(row -> row.substring(0, row.indexOf('\t')))
                .toList();
        assertThat(families).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(families).allMatch(exporter::mayHave);
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void table_rows_holdLegalWords(Exporter exporter) {
        for (String line : rows(exporter)) {
            assertThat(line).doesNotMatch(".*\\s").doesNotContain(" ");
            MetricRow row = MetricRow.parse(line);
            assertThat(row.family()).as(line).matches("[a-zA-Z_][a-zA-Z0-9_]*");
            assertThat(Stream.concat(Stream.of(""), MetricUnit.names().stream()))
                    .as(line)
                    .contains(row.unit());
            assertThat(row.carried().keySet()).as(line).allMatch(label -> label.matches("[a-zA-Z_][a-zA-Z0-9_]*"));
            assertThat(row.carried().values())
                    .as(line)
                    .noneMatch(fact -> fact.values().isEmpty());
            assertThat(row.values().filter(Interval::isEmpty)).as(line).isEmpty();
            assertThat(List.of(row.since(), row.until())).as(line).allMatch(version -> version.matches(VERSION));
        }
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void table_units_agreeWithTheEndsOfNames(Exporter exporter) {
        for (String line : rows(exporter)) {
            MetricRow row = MetricRow.parse(line);
            String stem = row.family().replaceFirst("_total$", "");
            boolean moment = row.type() == FamilyType.TIMESTAMP;
            if (stem.endsWith("_seconds") && !moment && row.type() != FamilyType.UNKNOWN) {
                assertThat(row.unit()).as(line).isEqualTo("seconds");
            }
            if (stem.endsWith("_bytes") && row.type() != FamilyType.UNKNOWN) {
                assertThat(row.unit()).as(line).isEqualTo(stem.endsWith("_speed_bytes") ? "bytes_per_second" : "bytes");
            }
            if (stem.endsWith("_timestamp_seconds")) {
                assertThat(moment).as(line).isTrue();
            }
        }
    }

    @Test
    void tables_together_nameNoSeriesTwice() {
        Map<String, Exporter> owners = new HashMap<>();
        for (Exporter exporter : Exporter.ALL) {
            exporter.table()
                    .series()
                    .forEach(metric -> assertThat(owners.put(metric.name(), exporter))
                            .as(metric.name() + " of " + exporter)
                            .isNull());
        }
        assertThat(owners).hasSizeGreaterThan(2000);
    }
}
