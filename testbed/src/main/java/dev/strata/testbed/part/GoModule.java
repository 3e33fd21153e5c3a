package dev.strata.testbed.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Go module whose files are read, not built, such as those with the CRDs of an operator: downloaded by {@code go} into its
 * own cache on first use and refused if its content is not the pinned one.
 *
 * @param version such as {@code v0.85.0}
 * @param sum the module's {@code h1:} hash
 */
public record GoModule(String path, String version, String sum) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Returns a file of the module. */
    public Path file(String name) {
        Path file = Path.of(field("Dir", download())).resolve(name);
        if (!Files.exists(file)) {
            throw new PartException(path + "@" + version + " has no file " + name);
        }
        return file;
    }

    private String download() {
        try (WorkFolder scratch = WorkFolder.create("go")) {
            Path out = scratch.resolve("out");
            Process process = new ProcessBuilder("go", "mod", "download", "-json", path + "@" + version)
                    .directory(scratch.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new PartException(path + "@" + version + " did not come within " + LIMIT.toSeconds() + " s");
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new PartException("go cannot download " + path + "@" + version + ": " + said);
            }
            String found = field("Sum", said);
            if (!found.equals(sum)) {
                throw new PartException(path + "@" + version + " has the checksum " + found + ", expected " + sum);
            }
            return said;
        } catch (IOException e) {
            throw new PartException("cannot run go, which downloads " + path + "@" + version, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted while " + path + " was downloaded", e);
        }
    }

    private static String field(String name, String json) {
        Matcher field = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(json);
        if (!field.find()) {
            throw new PartException("no " + name + " in what go said: " + json);
        }
        return field.group(1);
    }
}
