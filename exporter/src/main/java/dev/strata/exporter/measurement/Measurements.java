package dev.strata.exporter.measurement;

import dev.strata.catalog.MeasurementQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest answers by id, at one instant.
 *
 * @param configured whether there is a Prometheus at all; without one the signals that need it are off
 * @param up whether the source answered last time
 * @param lastSuccess when it last answered, null if never
 * @param problem why it does not answer, for people; empty when it does
 * @param maxAge how old an answer may be and still be judged by
 */
public record Measurements(
        boolean configured,
        boolean up,
        @Nullable Instant lastSuccess,
        String problem,
        Duration maxAge,
        Map<String, Measurement> byId) {

    /** No Prometheus was configured. */
    public static final Measurements NOT_CONFIGURED = new Measurements(false, false, null, "", Duration.ZERO, Map.of());

    public Measurements {
        byId = Collections.unmodifiableMap(new TreeMap<>(byId));
    }

    /** The answer to the query if there is one that is young enough at {@code now}; otherwise its readers are blind. */
    public Optional<Measurement> answer(MeasurementQuery query, Instant now) {
        return Optional.ofNullable(byId.get(query.id()))
                .filter(Measurement::isAnswered)
                .filter(m -> !m.at().plus(maxAge).isBefore(now));
    }
}
