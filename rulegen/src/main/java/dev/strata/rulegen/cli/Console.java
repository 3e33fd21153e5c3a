package dev.strata.rulegen.cli;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Where a command reads and writes.
 *
 * @param terminal whether a person reads {@code out}: allows colour
 * @param watched whether a person reads {@code err}: allows progress
 */
public record Console(InputStream in, PrintWriter out, PrintWriter err, boolean terminal, boolean watched) {

    /** Shows that something takes its time; only to a person. */
    void progress(String text) {
        if (watched) {
            err.println(text);
            err.flush();
        }
    }
}
