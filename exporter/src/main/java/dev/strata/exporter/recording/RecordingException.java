package dev.strata.exporter.recording;

import java.io.Serial;

/** A recording or dump that cannot be used; the message begins with the place. */
public final class RecordingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    RecordingException(String place, String message) {
        super(place + ": " + message);
    }
}
