package dev.strata.testbed.exposition;

import java.util.List;

/** A histogram with fixed bounds that takes fractions of observations and shows whole ones. */
public final class Histogram {
    private final Labels labels;
    private final List<Double> bounds;
    private final double[] within;
    private double count;
    private double sum;

    /** Bounds are upper ones, ascending, without the infinite one. */
    public Histogram(Labels labels, List<Double> bounds) {
        this.labels = labels;
        this.bounds = List.copyOf(bounds);
        this.within = new double[bounds.size()];
    }

    /** Takes observations whose mean is known and which spread as {@link LatencySpread} says. */
    public void record(double observations, double mean) {
        for (int i = 0; i < within.length; i++) {
            within[i] += observations * LatencySpread.shareWithin(bounds.get(i), mean);
        }
        count += observations;
        sum += observations * mean;
    }

    /** Writes the samples of one series; the family's head is the caller's. */
    public void write(String family, MetricsPage page) {
        for (int i = 0; i < within.length; i++) {
            page.sample(family + "_bucket", labels.and("le", bounds.get(i).toString()), Math.floor(within[i]));
        }
        page.sample(family + "_bucket", labels.and("le", "+Inf"), Math.floor(count));
        page.sample(family + "_count", labels, Math.floor(count));
        page.sample(family + "_sum", labels, sum);
    }
}
