package dev.strata.rulegen.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param terminal whether a person reads {@code out}: allows colour
 * @param watched whether a person reads {@code err}: allows progress
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean watched) {

    /** Shows that something takes its time; only to a person. */
    void progress(String text) {
        if (watched) {
            err.println(text);
            err.flush();
        }
    }
}
