package dev.strata.testbed.shop;

import java.util.List;

/** A histogram with fixed bounds that takes fractions of requests and shows whole ones. */
final class Timer {
    /** Upper bounds in seconds, as services with latency objectives configure them. */
    static final List<Double> BOUNDS = List.of(0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 2.0, 3.0, 5.0, 10.0);

    private final Labels labels;
    private final double[] within = new double[BOUNDS.size()];
    private double count;
    private double sum;

    Timer(Labels labels) {
        this.labels = labels;
    }

    void record(double requests, double meanSeconds) {
        for (int i = 0; i < within.length; i++) {
            within[i] += requests * LatencySpread.shareWithin(BOUNDS.get(i), meanSeconds);
        }
        count += requests;
        sum += requests * meanSeconds;
    }

    void write(String family, MetricsPage page) {
        for (int i = 0; i < within.length; i++) {
            Labels bucket = labels.and(Labels.of("le", BOUNDS.get(i).toString()));
            page.sample(family + "_bucket", bucket, Math.floor(within[i]));
        }
        page.sample(family + "_bucket", labels.and(Labels.of("le", "+Inf")), Math.floor(count));
        page.sample(family + "_count", labels, Math.floor(count));
        page.sample(family + "_sum", labels, sum);
    }
}
