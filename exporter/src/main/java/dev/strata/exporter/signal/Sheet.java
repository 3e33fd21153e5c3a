package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The readings of one signal while they are collected. */
final class Sheet {

    private final Signal signal;
    private final List<SignalReading> readings = new ArrayList<>();
    private final Map<Layer, Integer> healthy = new EnumMap<>(Layer.class);

    Sheet(Signal signal) {
        this.signal = signal;
    }

    void healthy() {
        healthy(Draft.layerOf(signal));
    }

    /** So many subjects that nothing is said of; none for less than one. */
    void healthy(int subjects) {
        if (subjects > 0) {
            healthy.merge(Draft.layerOf(signal), subjects, Integer::sum);
        }
    }

    /** For a signal without a layer of its own. */
    void healthy(Layer layer) {
        healthy.merge(layer, 1, Integer::sum);
    }

    void add(Draft draft) {
        readings.add(draft.read());
    }

    SignalReadings done() {
        readings.sort(Comparator.comparing(SignalReading::subject));
        return new SignalReadings(signal, healthy, readings);
    }
}
