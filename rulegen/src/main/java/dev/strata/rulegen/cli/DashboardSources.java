package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.inspect.DashboardLints;
import dev.strata.rulegen.inspect.Exceptions;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Dashboards on the disk: those named, and all JSON files directly in the folders named; each with the exceptions beside it. */
final class DashboardSources {
    private static final String EXCEPTIONS = ".lint";

    /** Far more than Grafana stores of one. */
    private static final long LARGEST = 32L * 1024 * 1024;

    private DashboardSources() {}

    /** Checks all files and returns how many there were. */
    static int check(List<Path> paths, Diagnostics diagnostics) {
        var files = new ArrayList<Path>();
        paths.forEach(path -> files.addAll(expand(path)));
        if (files.isEmpty()) {
            throw new Unavailable("no dashboards (*.json) in " + paths.get(0));
        }
        for (Path file : files) {
            String name = file.toString().replace('\\', '/');
            DashboardLints.with(exceptions(file.resolveSibling(EXCEPTIONS)))
                    .check(SourceFile.of(name, text(file)), diagnostics);
        }
        return files.size();
    }

    private static List<Path> expand(Path path) {
        if (!Files.exists(path)) {
            throw new Unavailable("no such file or folder: " + path);
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Unavailable("cannot read " + path + ": " + e.getMessage());
        }
    }

    private static Exceptions exceptions(Path file) {
        if (!Files.isRegularFile(file)) {
            return Exceptions.NONE;
        }
        try {
            return Exceptions.parse(text(file));
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Unavailable("larger than " + LARGEST / 1024 / 1024 + " MiB: " + file);
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new Unavailable("not a UTF-8 text: " + file);
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage());
        }
    }
}
