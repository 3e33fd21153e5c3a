package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One signal counted.
 *
 * @param layer the signal's, or one of those its SLOs are in (then the signal has a tally for each)
 * @param blind why it cannot be judged, for people; empty while it can
 * @param counts subjects by verdict, dense
 */
public record SignalTally(Signal signal, Layer layer, boolean enabled, String blind, Map<Verdict, Integer> counts) {

    public SignalTally {
        var dense = new EnumMap<Verdict, Integer>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            dense.put(verdict, counts.getOrDefault(verdict, 0));
        }
        counts = Collections.unmodifiableMap(dense);
    }

    public boolean isJudged() {
        return enabled && blind.isEmpty();
    }
}
