package dev.strata.exporter.signal;

import dev.strata.catalog.Signal;
import java.util.List;

/**
 * One signal's result for all its subjects.
 *
 * @param healthy number of subjects that are judged and well; they get no reading of their own, so that cost follows
 *     problems and not objects
 * @param readings of all other subjects, in key order
 */
public record SignalReadings(Signal signal, int healthy, List<SignalReading> readings) {

    public SignalReadings {
        readings = List.copyOf(readings);
    }
}
