package dev.strata.exporter.recording;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A recording or dump that cannot be used; the message is one line for people and begins with the place. */
public final class RecordingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    RecordingException(String place, String message) {
        this(place, message, null);
    }

    RecordingException(String place, String message, @Nullable Throwable cause) {
        super(place + ": " + message, cause);
    }
}
