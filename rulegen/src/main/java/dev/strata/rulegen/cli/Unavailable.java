package dev.strata.rulegen.cli;

/** Something outside that the command needs is not there; the message is for the user. */
final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
        super(message);
    }
}
