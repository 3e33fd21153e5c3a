package dev.strata.exporter;

/** How the program ends. */
enum ExitCode {
    CLEAN(0),
    /** A critical root cause stands. */
    FINDINGS(1),
    /** The command line or the configuration cannot be used. */
    USAGE(2),
    /** No source answered, or the recording cannot be read. */
    NO_SOURCE(3),
    /** A bug, or no memory left; never to be mistaken for a finding. */
    INTERNAL(70);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
