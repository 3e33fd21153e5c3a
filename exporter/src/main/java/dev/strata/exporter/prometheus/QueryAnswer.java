package dev.strata.exporter.prometheus;

import dev.strata.exporter.measurement.Sample;
import java.time.Duration;
import java.util.List;

/**
 * What one query came to.
 *
 * @param problem one line for people, empty when answered
 * @param retryAfter what the server asks for, zero for nothing
 */
record QueryAnswer(Outcome outcome, String problem, Duration retryAfter, List<String> warnings, List<Sample> samples) {

    /** Longer texts of servers are cut; they end up in logs and reports. */
    private static final int LONGEST_PROBLEM = 300;

    QueryAnswer {
        warnings = List.copyOf(warnings);
        samples = List.copyOf(samples);
    }

    static QueryAnswer answered(List<String> warnings, List<Sample> samples) {
        return new QueryAnswer(Outcome.ANSWERED, "", Duration.ZERO, warnings, samples);
    }

    static QueryAnswer failed(Outcome outcome, String problem) {
        String line = problem.replaceAll("\\p{Cntrl}+", " ").strip();
        return new QueryAnswer(
                outcome,
                line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + "..." : line,
                Duration.ZERO,
                List.of(),
                List.of());
    }

    QueryAnswer retryAfter(Duration wait) {
        return new QueryAnswer(outcome, problem, wait, warnings, samples);
    }
}
