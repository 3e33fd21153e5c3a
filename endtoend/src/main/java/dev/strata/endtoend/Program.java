package dev.strata.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of our programs run by its launcher, as users run it. Always stopped on close; its output stays in a file. */
public final class Program implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** What a program that has ended said. */
    public record Outcome(int exitCode, String out, String err) {}

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code bin/NAME} with the arguments; both streams go to the log file. */
    public static Program start(String name, Path log, List<String> arguments) {
        return start(name, log, Map.of(), arguments);
    }

    /** The same with additions to the environment. */
    public static Program start(String name, Path log, Map<String, String> environment, List<String> arguments) {
        try {
            var builder = new ProcessBuilder(command(name, arguments))
                    .directory(root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Program(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code bin/NAME} to its end, at most two minutes. */
    public static Outcome run(String name, Map<String, String> environment, String... arguments) {
        try {
            var out = Files.createTempFile("strata-out", ".txt");
            var err = Files.createTempFile("strata-err", ".txt");
            var builder = new ProcessBuilder(command(name, List.of(arguments)))
                    .directory(root().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("bin/" + name + " did not end within two minutes");
            }
            var outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of the program itself: its launcher has made way for it. */
    public long pid() {
        return process.pid();
    }

    /** Everything that it printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status and body of a GET; status 0 where nothing answers. */
    public static Answer get(String url) {
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An HTTP answer. */
    public record Answer(int status, String body) {}

    /** The repository's root, found upwards from the working directory. */
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bin/testbed"))) {
            var parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside the repository: " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    private static List<String> command(String name, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(root().resolve("bin").resolve(name).toString());
        command.addAll(arguments);
        return command;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
