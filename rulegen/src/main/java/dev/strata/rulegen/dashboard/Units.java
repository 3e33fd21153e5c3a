package dev.strata.rulegen.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Grafana's names of units. A name that it does not know stands behind the number as it is. */
public final class Units {
    private static final Set<String> NAMES = read();
    /** Beginnings of units that somebody writes out. */
    private static final Set<String> FREE = Set.of("prefix", "suffix", "time", "si", "count", "currency", "bool");

    private Units() {}

    /** Whether Grafana formats numbers with this unit as its name says. */
    public static boolean isKnown(String unit) {
        int colon = unit.indexOf(':');
        return NAMES.contains(unit) || (colon > 0 && FREE.contains(unit.substring(0, colon)));
    }

    /** All names, sorted. */
    public static Set<String> all() {
        return NAMES;
    }

    private static Set<String> read() {
        var names = new TreeSet<String>();
        try (var in = Objects.requireNonNull(Units.class.getResourceAsStream("units.txt"), "no units.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableSet(names);
    }
}
