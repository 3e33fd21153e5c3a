package dev.strata.exporter.measurement;

import dev.strata.catalog.MeasurementQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to the question about a family, taken apart by figure; values that are no number are left out. */
public final class Figures {

    private final Map<String, List<Sample>> byName = new HashMap<>();

    private Figures() {}

    /** Those of the newest answer; none while it is missing or too old. */
    public static Figures of(Measurements measurements, MeasurementQuery family, Instant now) {
        var figures = new Figures();
        for (Sample sample : new Answers(measurements, now).samples(family)) {
            figures.byName
                    .computeIfAbsent(sample.label(MeasurementQuery.FIGURE), name -> new ArrayList<>())
                    .add(sample);
        }
        return figures;
    }

    public List<Sample> samples(String figure) {
        return byName.getOrDefault(figure, List.of());
    }

    public boolean has(String figure) {
        return byName.containsKey(figure);
    }

    /** The figure of the whole cluster, the largest where there are several; NaN where there is none. */
    public double single(String figure) {
        return samples(figure).stream().mapToDouble(Sample::value).max().orElse(Double.NaN);
    }

    /** As {@link #single}, with a value for a figure that is not there because there is nothing to count. */
    public double singleOr(String figure, double otherwise) {
        return has(figure) ? single(figure) : otherwise;
    }

    /** Whether the family had anything to tell lately. */
    public boolean wasSeen() {
        return has(MeasurementQuery.SEEN);
    }

    /** Whether there is anything of it now. */
    public boolean isThere() {
        return byName.keySet().stream().anyMatch(name -> !name.equals(MeasurementQuery.SEEN));
    }
}
