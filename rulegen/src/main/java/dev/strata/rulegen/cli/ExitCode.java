package dev.strata.rulegen.cli;

/** What the program's end means to whoever started it. */
public enum ExitCode {
    CLEAN(0),
    /** Errors in definitions, generated files that drifted, tests that failed. */
    FINDINGS(1),
    USAGE(2),
    /** A needed tool or file is not there. */
    UNAVAILABLE(3),
    /** A defect of this program, never of its input. */
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
