package dev.strata.rulegen.builder;

import dev.strata.rulegen.definition.PromTime;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys and values of one mapping of a definition, in the order in which they were given. */
final class Keys {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Keys with(String key, Object value) {
        values.put(key, value instanceof Keys keys ? keys.values() : value);
        return this;
    }

    Keys with(String key, Duration value) {
        return with(key, PromTime.text(value));
    }

    /** A list; none where it is empty. */
    Keys withAll(String key, List<?> list) {
        return list.isEmpty() ? this : with(key, List.copyOf(list));
    }

    Map<String, Object> values() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
