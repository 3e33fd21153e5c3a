package dev.strata.testbed.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder of one part: its data, configuration and logs; gone when closed. */
public final class WorkFolder implements AutoCloseable {
    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    public static WorkFolder create(String name) {
        try {
            return new WorkFolder(Files.createTempDirectory("strata-" + name + "-"));
        } catch (IOException e) {
            throw new PartException("cannot make a temporary folder", e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Writes a file readable by the owner's processes and returns its path. */
    public Path write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PartException("cannot write " + name, e);
        }
    }

    /** Copies the log files and what was written as text at the top of this folder; big data stays behind. */
    public void copyLogs(Path target) {
        try (Stream<Path> files = Files.list(path)) {
            Files.createDirectories(target);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Files.write(target.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new PartException("cannot copy logs to " + target, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new PartException("cannot remove " + path, e);
        }
    }
}
