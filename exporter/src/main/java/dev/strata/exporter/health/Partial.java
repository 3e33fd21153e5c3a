package dev.strata.exporter.health;

import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Evidence;
import dev.strata.exporter.signal.SignalReadings;
import java.util.ArrayList;
import java.util.List;

/** Findings that rest on an answer of which the server said that it may not be whole. */
final class Partial {

    /** Evidence of such a finding. */
    static final String EVIDENCE = "partial_answer";

    /** What a cause is worth that rests on such an answer. */
    static final double WORTH = 0.85;

    private Partial() {}

    /** The readings, each with the remark among its evidence. */
    static SignalReadings marked(SignalReadings readings) {
        return new SignalReadings(
                readings.signal(),
                readings.healthyByLayer(),
                readings.readings().stream().map(Partial::marked).toList());
    }

    private static SignalReading marked(SignalReading reading) {
        if (reading.evidence().stream().anyMatch(e -> e.name().equals(EVIDENCE))) {
            return reading;
        }
        List<Evidence> evidence = new ArrayList<>(reading.evidence());
        evidence.add(new Evidence(EVIDENCE, 1));
        return new SignalReading(
                reading.subject(),
                reading.layer(),
                reading.judgement(),
                reading.severity(),
                reading.since(),
                reading.reasons(),
                evidence,
                reading.affected());
    }
}
