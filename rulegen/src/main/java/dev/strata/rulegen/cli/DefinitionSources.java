package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds definition files: those named, and all YAML files directly in the folders named. */
final class DefinitionSources {

    private DefinitionSources() {}

    /** The files in the given order, those of a folder by name; names are the paths as given, with slashes. */
    static List<SourceFile> read(List<Path> paths) {
        var files = new ArrayList<SourceFile>();
        for (Path path : paths) {
            for (Path file : expand(path)) {
                files.add(readFile(file));
            }
        }
        if (files.isEmpty()) {
            throw new Unavailable("no definition files (*.yaml) in " + paths.get(0));
        }
        return files;
    }

    private static List<Path> expand(Path path) {
        if (!Files.exists(path)) {
            throw new Unavailable("no such file or folder: " + path);
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile readFile(Path file) {
        String name = file.toString().replace('\\', '/');
        try {
            return SourceFile.of(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw new Unavailable("not a UTF-8 text: " + name);
        } catch (IOException e) {
            throw new Unavailable("cannot read " + name + ": " + e.getMessage());
        }
    }
}
