package dev.strata.exporter.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a file.
 *
 * @param problem why there is none, in words; empty where there is one
 */
record ConfigText(String text, String problem) {

    /** A file larger than this is no configuration. */
    static final long LARGEST_FILE = 1 << 20;

    static ConfigText of(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return new ConfigText("", "larger than 1 MiB, which is no configuration");
            }
            return new ConfigText(Files.readString(file, StandardCharsets.UTF_8), "");
        } catch (NoSuchFileException e) {
            return new ConfigText("", "no such file");
        } catch (CharacterCodingException e) {
            return new ConfigText("", "not UTF-8 text");
        } catch (IOException e) {
            return new ConfigText("", "cannot be read: " + e.getMessage());
        }
    }

    /** What relative paths in a file start from. */
    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }
}
