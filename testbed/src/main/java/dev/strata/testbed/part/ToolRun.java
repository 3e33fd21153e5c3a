package dev.strata.testbed.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a built command-line program, such as promtool or amtool, said and how it ended. */
public record ToolRun(int exit, String out, String err) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Runs a built program in a folder with no input; any exit code is a result. */
    public static ToolRun of(String program, Path folder, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Parts.built().program(program).toString()));
        command.addAll(List.of(arguments));
        try (WorkFolder scratch = WorkFolder.create(program)) {
            Path out = scratch.resolve("out");
            Path err = scratch.resolve("err");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new PartException(program + " still runs after " + LIMIT.toSeconds() + " s");
            }
            return new ToolRun(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PartException("cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted while " + program + " ran", e);
        }
    }
}
