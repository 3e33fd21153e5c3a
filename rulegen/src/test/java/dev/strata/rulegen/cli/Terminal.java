package dev.strata.rulegen.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Runs command lines inside the test and keeps what they say. */
public final class Terminal {
    /** Suppressions of the test cases end before or after it. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"));

    private Terminal() {}

    /** What a command line came to. */
    public record Said(int exit, String out, String err) {}

    public static Said run(String... arguments) {
        return run(Map.of(), arguments);
    }

    public static Said run(Map<String, String> environment, String... arguments) {
        return run(environment, InputStream.nullInputStream(), arguments);
    }

    /** With bytes to read. */
    public static Said feed(byte[] input, String... arguments) {
        return run(Map.of(), new ByteArrayInputStream(input), arguments);
    }

    private static Said run(Map<String, String> environment, InputStream in, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(in, new PrintWriter(out), new PrintWriter(err), false, false);
        int exit = Rulegen.run(console, environment, CLOCK, arguments);
        return new Said(exit, text(out), text(err));
    }

    private static String text(StringWriter writer) {
        return writer.toString().replace(System.lineSeparator(), "\n");
    }
}
