package dev.strata.exporter.measurement;

import java.time.Instant;
import java.util.List;

/**
 * One answer.
 *
 * @param id of the {@link dev.strata.catalog.MeasurementQuery}
 * @param at when it was asked
 * @param problem why there is no answer, empty when there is one
 * @param warnings of the server; they lower confidence
 */
public record Measurement(String id, Instant at, String problem, List<String> warnings, List<Sample> samples) {

    public Measurement {
        warnings = List.copyOf(warnings);
        samples = List.copyOf(samples);
    }

    public static Measurement answered(String id, Instant at, List<String> warnings, List<Sample> samples) {
        return new Measurement(id, at, "", warnings, samples);
    }

    public static Measurement failed(String id, Instant at, String problem) {
        return new Measurement(id, at, problem, List.of(), List.of());
    }

    public boolean isAnswered() {
        return problem.isEmpty();
    }
}
