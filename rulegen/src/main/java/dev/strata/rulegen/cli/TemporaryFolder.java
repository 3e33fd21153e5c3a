package dev.strata.rulegen.cli;

import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.output.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Files that are there for one run of a tool. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    static <T> T with(List<OutputFile> files, Function<Path, T> use) {
        try {
            Path folder = Files.createTempDirectory("rulegen-test");
            try {
                new OutputFolder(folder).write(files);
                return use.apply(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
