package dev.strata.rulegen.promtool;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A promtool program on this machine. */
public final class Promtool {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** What a run came to; the output holds both streams in the order in which they were written. {@code stopped}: it took too long. */
    public record Outcome(int exit, String output, boolean stopped) {}

    /**
     * The first program that is there: the one named, the one of the environment variable, the one on the search path.
     * A program that is named but not there is not replaced by another one.
     *
     * @param named path given by the user, or null
     * @param variable value of {@code STRATA_PROMTOOL}, or null
     * @param searchPath value of {@code PATH}, or null
     */
    public static Optional<Promtool> find(
            @Nullable Path named, @Nullable String variable, @Nullable String searchPath) {
        return find("promtool", named, variable, searchPath).map(Promtool::new);
    }

    /** The same for another program of the release, such as the server. */
    public static Optional<Path> find(
            String name, @Nullable Path named, @Nullable String variable, @Nullable String searchPath) {
        Path chosen = named != null || variable == null ? named : Path.of(variable);
        if (chosen != null) {
            return Optional.of(chosen).filter(Files::isExecutable);
        }
        String folders = searchPath == null ? "" : searchPath;
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Path program() {
        return program;
    }

    /** Runs to the end; a run of more than ten minutes is stopped and counts as failed. */
    public Outcome run(Path folder, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program.toAbsolutePath().toString());
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile("promtool", ".log");
            try {
                return run(folder, command, log);
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome run(Path folder, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        return ended
                ? new Outcome(process.exitValue(), output, false)
                : new Outcome(1, output + "promtool was stopped\n", true);
    }
}
