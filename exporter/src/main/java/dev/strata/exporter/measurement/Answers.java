package dev.strata.exporter.measurement;

import dev.strata.catalog.MeasurementQuery;
import java.time.Instant;
import java.util.List;

/** The samples of answers that are young enough, without those that are no number. */
record Answers(Measurements measurements, Instant now) {

    List<Sample> samples(MeasurementQuery query) {
        return measurements
                .answer(query, now)
                .map(answer -> answer.samples().stream()
                        .filter(sample -> Double.isFinite(sample.value()))
                        .toList())
                .orElse(List.of());
    }
}
