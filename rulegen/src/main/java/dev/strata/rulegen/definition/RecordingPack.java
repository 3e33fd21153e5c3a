package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series that several alerts or dashboards share.
 *
 * @param interval null for the evaluation interval of the targets
 */
public record RecordingPack(Located<String> name, @Nullable Duration interval, List<RecordingDefinition> rules) {
    public RecordingPack {
        rules = List.copyOf(rules);
    }
}
