package dev.strata.endtoend.bench;

import java.util.ArrayList;
import java.util.List;

/** Quantiles of what was measured. */
final class Quantiles {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int count() {
        return values.size();
    }

    /** The smallest value that at least this share does not exceed; NaN without any value. */
    double at(double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
