package dev.strata.rulegen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares what was made with a file; {@code -Dgolden=update} writes the file instead, but never where CI is set. */
public final class Golden {

    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

    private Golden() {}

    /** The folders below {@code src/test/resources/<folder>}, in order. */
    public static List<Path> cases(String folder) {
        try (Stream<Path> found = Files.list(RESOURCES.resolve(folder))) {
            return found.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with both texts and the command that accepts the new one. */
    public static void check(Path file, String actual) {
        if ("update".equals(System.getProperty("golden"))) {
            write(file, actual);
            return;
        }
        String expected = Files.exists(file) ? read(file) : "";
        if (!expected.equals(actual)) {
            throw new AssertionError(
                    "%s differs at line %d; if the new text is right: make golden%n--- expected%n%s%n--- actual%n%s"
                            .formatted(file, firstDifference(expected, actual), expected, actual));
        }
    }

    private static void write(Path file, String actual) {
        if (System.getenv("CI") != null) {
            throw new AssertionError("golden files are not rewritten where CI is set");
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstDifference(String expected, String actual) {
        List<String> a = expected.lines().toList();
        List<String> b = actual.lines().toList();
        int line = 0;
        while (line < Math.min(a.size(), b.size()) && a.get(line).equals(b.get(line))) {
            line++;
        }
        return line + 1;
    }
}
