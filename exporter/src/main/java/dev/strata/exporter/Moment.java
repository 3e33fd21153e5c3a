package dev.strata.exporter;

import dev.strata.exporter.recording.RecordingMeta;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads an instant of a recording as people write it: a full time, or a time of day in UTC. */
final class Moment {

    private Moment() {}

    /**
     * The instant that is meant.
     *
     * @throws IllegalArgumentException if it cannot be read or lies outside the recording
     */
    static Instant of(String text, RecordingMeta meta) {
        Instant at = full(text)
                .or(() -> ofDay(text, meta))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a time such as 03:02 or 2026-11-24T03:02:00Z, found '" + text + "'"));
        if (at.isBefore(meta.started()) || at.isAfter(meta.ended())) {
            throw new IllegalArgumentException(
                    "the recording covers " + meta.started() + " to " + meta.ended() + ", which leaves out " + text);
        }
        return at;
    }

    private static Optional<Instant> full(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The last time that it was so late while the recording ran; else on its last day. */
    private static Optional<Instant> ofDay(String text, RecordingMeta meta) {
        try {
            LocalTime time = LocalTime.parse(text);
            LocalDate day = LocalDate.ofInstant(meta.ended(), ZoneOffset.UTC);
            Instant last = time.atDate(day).toInstant(ZoneOffset.UTC);
            Instant before = time.atDate(day.minusDays(1)).toInstant(ZoneOffset.UTC);
            return Optional.of(last.isAfter(meta.ended()) && !before.isBefore(meta.started()) ? before : last);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
