package dev.strata.exporter;

import java.io.PrintStream;

/**
 * Where the program speaks to.
 *
 * @param colour whether colours may be written to {@code out}
 * @param columns width of {@code out}
 * @param progress whether somebody watches {@code err}
 */
record Terminal(PrintStream out, PrintStream err, boolean colour, int columns, boolean progress) {

    private static final int USUAL_COLUMNS = 100;
    private static final int WIDEST = 120;

    /** What the launcher found out about the standard streams; the JDK cannot tell them apart. */
    static Terminal standard() {
        boolean colour = Boolean.getBoolean("strata.terminal") && System.getenv("NO_COLOR") == null;
        int columns = Integer.getInteger("strata.columns", USUAL_COLUMNS);
        return new Terminal(
                System.out,
                System.err,
                colour,
                Math.min(WIDEST, Math.max(40, columns)),
                Boolean.getBoolean("strata.progress"));
    }

    Terminal withoutColour() {
        return new Terminal(out, err, false, columns, progress);
    }

    /** Replaces the line of progress; nothing where nobody watches. */
    void progress(String text) {
        if (progress) {
            err.print("\r\u001b[K" + text);
            err.flush();
        }
    }

    /** Ends progress. */
    void clear() {
        progress("");
    }
}
