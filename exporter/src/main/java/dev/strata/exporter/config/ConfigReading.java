package dev.strata.exporter.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading the configuration came to.
 *
 * @param config null when there are problems
 * @param problems in the order of the file, flags last
 */
public record ConfigReading(@Nullable ExporterConfig config, List<ConfigProblem> problems) {

    public ConfigReading {
        problems = List.copyOf(problems);
        if ((config == null) == problems.isEmpty()) {
            throw new IllegalArgumentException("either a configuration or problems");
        }
    }
}
