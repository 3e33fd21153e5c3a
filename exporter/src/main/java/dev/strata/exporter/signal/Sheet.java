package dev.strata.exporter.signal;

import dev.strata.catalog.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The readings of one signal while they are collected. */
final class Sheet {

    private final Signal signal;
    private final List<SignalReading> readings = new ArrayList<>();
    private int healthy;

    Sheet(Signal signal) {
        this.signal = signal;
    }

    void healthy() {
        healthy++;
    }

    void add(Draft draft) {
        readings.add(draft.read());
    }

    SignalReadings done() {
        readings.sort(Comparator.comparing(SignalReading::subject));
        return new SignalReadings(signal, healthy, readings);
    }
}
