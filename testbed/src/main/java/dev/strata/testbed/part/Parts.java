package dev.strata.testbed.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of built programs; built on first use by {@code bin/testbed build}, with its progress on the console. */
public final class Parts {
    private static final String SCRIPT = "bin/testbed";

    private final Path folder;

    private Parts(Path folder) {
        this.folder = folder;
    }

    /** Returns the built parts; the first call of a JVM may take minutes. */
    public static Parts built() {
        return Once.PARTS;
    }

    /** Returns the path of a program such as {@code etcd}. */
    public Path program(String name) {
        return existing(folder.resolve("bin").resolve(name));
    }

    /** Returns the file with the stages that kwok plays. */
    public Path stages() {
        return existing(folder.resolve("stages.yaml"));
    }

    /** Returns the file of a CRD of the Prometheus operator by its plural name, such as {@code servicemonitors}. */
    public Path crd(String plural) {
        return existing(folder.resolve("crds").resolve(plural + ".yaml"));
    }

    /** Returns the nearest folder above the working directory that holds {@code bin/testbed}. */
    public static Path repositoryRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve(SCRIPT))) {
                return at;
            }
        }
        throw new PartException("no " + SCRIPT + " in or above " + start);
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new PartException("not among the built parts: " + path);
        }
        return path;
    }

    private static Parts build() {
        Path root = repositoryRoot();
        run(root, "build", ProcessBuilder.Redirect.INHERIT);
        return new Parts(Path.of(run(root, "path", ProcessBuilder.Redirect.PIPE).strip()));
    }

    private static String run(Path root, String argument, ProcessBuilder.Redirect output) {
        try {
            Process process = new ProcessBuilder(root.resolve(SCRIPT).toString(), argument)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(output)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new PartException(SCRIPT + " " + argument + " ended with " + exit);
            }
            return text;
        } catch (IOException e) {
            throw new PartException("cannot run " + SCRIPT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted while " + SCRIPT + " " + argument + " ran", e);
        }
    }

    private static final class Once {
        static final Parts PARTS = build();
    }
}
