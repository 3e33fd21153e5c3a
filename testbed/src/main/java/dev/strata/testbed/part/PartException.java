package dev.strata.testbed.part;

/** A real part could not be built, started, reached or stopped; the message says which and shows the end of its log. */
public final class PartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PartException(String message) {
        super(message);
    }

    public PartException(String message, Throwable cause) {
        super(message, cause);
    }
}
