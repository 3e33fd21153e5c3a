package dev.strata.endtoend.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a benchmark was told: names with a value each; a name that it does not know ends the program with code 2. */
final class BenchOptions {

    private final Map<String, String> values;

    /** @param defaults every name there is, with the value that it has when it is not given */
    BenchOptions(Map<String, String> defaults, String... given) {
        values = new TreeMap<>(defaults);
        for (int i = 0; i < given.length; i += 2) {
            if (!defaults.containsKey(given[i]) || i + 1 == given.length) {
                System.err.println("found \"" + given[i] + "\", expected one of " + values.keySet() + " with a value");
                System.exit(2);
            }
            values.put(given[i], given[i + 1]);
        }
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A number of minutes, of which there may be a part. */
    Duration minutes(String name) {
        return Duration.ofMillis(Math.round(60_000 * Double.parseDouble(text(name))));
    }
}
