package dev.strata.exporter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the configuration file was changed. Follows symbolic links, so that a mounted ConfigMap is seen to
 * change. For one thread.
 */
public final class ConfigFile {

    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Path target) {}

    private static final Stamp MISSING = new Stamp(null, 0, null);

    private final Flags flags;
    private Stamp last;

    public ConfigFile(Flags flags) {
        this.flags = flags;
        this.last = stamp();
    }

    /** What the file says now, if it is another one than last time; empty while nothing changed. */
    public Optional<ConfigReading> changed() {
        Stamp now = stamp();
        if (now.equals(last) || flags.configFile() == null) {
            return Optional.empty();
        }
        last = now;
        return Optional.of(ConfigReader.read(flags));
    }

    private Stamp stamp() {
        Path file = flags.configFile();
        if (file == null) {
            return MISSING;
        }
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file), file.toRealPath());
        } catch (IOException e) {
            return MISSING;
        }
    }
}
