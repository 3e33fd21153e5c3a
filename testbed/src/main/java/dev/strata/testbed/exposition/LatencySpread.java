package dev.strata.testbed.exposition;

/** How latencies spread around their mean: log-normal, with a 99th percentile of about 2.8 times the mean. */
public final class LatencySpread {
    private static final double SIGMA = 0.5;

    private LatencySpread() {}

    /** Returns the share of requests that take at most so long, for a mean; both in seconds. */
    public static double shareWithin(double seconds, double mean) {
        double median = mean * Math.exp(-SIGMA * SIGMA / 2);
        return normal((Math.log(seconds) - Math.log(median)) / SIGMA);
    }

    /** The standard normal distribution by formula 26.2.17 of Abramowitz and Stegun; error below 1e-7. */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
        return x < 0 ? tail : 1 - tail;
    }
}
