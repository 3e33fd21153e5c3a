package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every object says of itself.
 *
 * @param deleted when deletion was asked for, null while it was not
 * @param annotations only those that some reader asks for by name
 * @param controller the owner that is marked as the controller, null for none
 */
public record KubeMeta(
        ObjectKey key,
        String uid,
        String resourceVersion,
        Instant created,
        @Nullable Instant deleted,
        long generation,
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable ObjectKey controller) {

    public KubeMeta {
        labels = sorted(labels);
        annotations = sorted(annotations);
    }

    public Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(annotations.get(name));
    }

    static Map<String, String> sorted(Map<String, String> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
