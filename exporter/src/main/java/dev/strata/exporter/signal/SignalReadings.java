package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One signal's result for all its subjects.
 *
 * @param healthyByLayer number of subjects that are judged and well; they get no reading of their own, so that cost
 *     follows problems and not objects
 * @param readings of all other subjects, in key order
 */
public record SignalReadings(Signal signal, Map<Layer, Integer> healthyByLayer, List<SignalReading> readings) {

    public SignalReadings {
        var copy = new EnumMap<Layer, Integer>(Layer.class);
        copy.putAll(healthyByLayer);
        healthyByLayer = Collections.unmodifiableMap(copy);
        readings = List.copyOf(readings);
    }

    public int healthy(Layer layer) {
        return healthyByLayer.getOrDefault(layer, 0);
    }

    /** Over all layers. */
    public int healthy() {
        return healthyByLayer.values().stream().mapToInt(Integer::intValue).sum();
    }
}
