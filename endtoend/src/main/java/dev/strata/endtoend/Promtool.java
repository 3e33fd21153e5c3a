package dev.strata.endtoend;

import dev.strata.testbed.part.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What promtool thinks of an exposition. */
public final class Promtool {

    private Promtool() {}

    /** {@code promtool check metrics} on a page; says nothing and ends with 0 where it has no complaint. */
    public static Program.Outcome checkMetrics(String page) {
        try {
            Path in = Files.createTempFile("strata-metrics", ".txt");
            Path out = Files.createTempFile("strata-promtool", ".txt");
            Path err = Files.createTempFile("strata-promtool", ".txt");
            try {
                Files.writeString(in, page);
                var process = new ProcessBuilder(
                                Parts.built().program("promtool").toString(), "check", "metrics")
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("promtool did not end within 30 seconds");
                }
                return new Program.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
