package dev.strata.rulegen.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that holds the generated files; it may hold other files too, which are left alone. */
public final class OutputFolder {
    private static final List<String> OWN = List.of("dashboards", "docs/runbooks", "rules/generated", "rules/tests");

    private final Path root;
    private final List<String> own;

    public OutputFolder(Path root) {
        this(root, OWN);
    }

    private OutputFolder(Path root, List<String> own) {
        this.root = root;
        this.own = own;
    }

    /** Only one of the folders in it; files elsewhere are neither surplus nor touched. */
    public static OutputFolder only(Path root, String folder) {
        return new OutputFolder(root, List.of(folder));
    }

    /** How a file on the disk differs from what the definitions yield. */
    public enum Kind {
        DRIFTED,
        MISSING,
        SURPLUS
    }

    /** One file that differs. */
    public record Difference(Kind kind, String path) {}

    /** What {@link #write} would change, in the order of the paths. */
    public List<Difference> differences(List<OutputFile> files) {
        Map<String, OutputFile> wanted = new TreeMap<>();
        files.forEach(file -> wanted.put(file.path(), file));
        var differences = new ArrayList<Difference>();
        try {
            for (OutputFile file : wanted.values()) {
                Path path = root.resolve(file.path());
                if (!Files.exists(path)) {
                    differences.add(new Difference(Kind.MISSING, file.path()));
                } else if (!text(path).equals(file.text())) {
                    differences.add(new Difference(Kind.DRIFTED, file.path()));
                }
            }
            for (String path : generated()) {
                if (!wanted.containsKey(path)) {
                    differences.add(new Difference(Kind.SURPLUS, path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        differences.sort(Comparator.comparing(Difference::path));
        return differences;
    }

    /** Writes what differs and removes what is surplus; returns what was changed. */
    public List<Difference> write(List<OutputFile> files) {
        List<Difference> differences = differences(files);
        Map<String, OutputFile> wanted = new TreeMap<>();
        files.forEach(file -> wanted.put(file.path(), file));
        try {
            for (Difference difference : differences) {
                OutputFile file = wanted.get(difference.path());
                if (file == null) {
                    Files.delete(root.resolve(difference.path()));
                } else {
                    write(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return differences;
    }

    /** Whoever reads the file meanwhile sees the old or the new text, never a half. */
    private void write(OutputFile file) throws IOException {
        Path path = root.resolve(file.path());
        Path folder = path.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("no folder for " + file.path());
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "." + path.getFileName(), ".tmp");
        try {
            Files.writeString(temporary, file.text(), StandardCharsets.UTF_8);
            temporary.toFile().setReadable(true, false);
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private List<String> generated() throws IOException {
        var paths = new ArrayList<String>();
        for (String folder : own) {
            Path directory = root.resolve(folder);
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : entries.sorted().toList()) {
                    if (Files.isRegularFile(entry) && text(entry).contains(Outputs.MARK)) {
                        paths.add(folder + "/" + entry.getFileName());
                    }
                }
            }
        }
        return paths;
    }

    /** A file that is no text was not made here. */
    private static String text(Path path) throws IOException {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            return "";
        }
    }
}
