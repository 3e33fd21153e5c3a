package dev.strata.exporter.config;

import java.time.Duration;

/**
 * How often is judged, and how long blindness is bridged.
 *
 * @param interval shortest pause between two evaluations; a slow one is followed by a longer pause
 * @param holdUnknown how long at least a firing finding keeps its row after its input went unknown
 */
public record EvaluationConfig(Duration interval, Duration holdUnknown) {

    public static final EvaluationConfig DEFAULTS = new EvaluationConfig(Duration.ofSeconds(1), Duration.ofMinutes(15));
}
