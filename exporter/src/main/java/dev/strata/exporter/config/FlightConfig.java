package dev.strata.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder.
 *
 * @param window how long what happened is remembered
 * @param folder of the recordings
 * @param memoryMib what remembering may take, in MiB
 * @param keep how many recordings are kept
 */
public record FlightConfig(Duration window, Path folder, int memoryMib, int keep) {

    public static final FlightConfig DEFAULTS =
            new FlightConfig(Duration.ofHours(2), Path.of("flight-recordings"), 64, 10);

    private static final String FLAG = "--flight-recorder";

    /** What is before a root cause and after it must fit. */
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofDays(1);

    static @Nullable FlightConfig read(ConfigSection root, @Nullable String flag, ConfigProblems problems) {
        ConfigSection section = root.section("flightRecorder");
        Path folder = section.file("folder");
        var config = new FlightConfig(
                section.duration("window", DEFAULTS.window, SHORTEST, LONGEST),
                folder == null ? DEFAULTS.folder : folder,
                section.count("memoryMiB", DEFAULTS.memoryMib, 1, 4096),
                section.count("keep", DEFAULTS.keep, 1, 1000));
        section.rejectOthers();
        if (flag == null) {
            return root.has("flightRecorder") ? config : null;
        }
        Optional<Duration> window =
                Durations.parse(flag).filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0);
        if (window.isEmpty()) {
            problems.flag(FLAG, "expected a time from 10m to 1d, found '" + flag + "'");
        }
        return new FlightConfig(window.orElse(DEFAULTS.window), config.folder, config.memoryMib, config.keep);
    }
}
