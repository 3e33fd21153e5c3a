package dev.strata.testbed.shop;

/**
 * What happens to the shop at a moment. All ratios are between 0 and 1.
 *
 * @param offeredLoad requests per second that customers send to the order service
 * @param baseLatencySeconds mean time that the order service works on a request, the payment call not counted
 * @param workersPerReplica requests that one replica works on at the same time; the rest queue
 * @param errorRatio requests that the order service fails by its own fault
 * @param orderSuccessRatio order attempts that pass the business rules; the others are refused without an HTTP 5xx
 * @param paymentLatencySeconds mean time of a payment call
 * @param paymentErrorRatio payment calls that fail
 * @param paymentConversion payments that are paid rather than declined, of those that do not fail
 */
public record Scenario(
        double offeredLoad,
        double baseLatencySeconds,
        int workersPerReplica,
        double errorRatio,
        double orderSuccessRatio,
        double paymentLatencySeconds,
        double paymentErrorRatio,
        double paymentConversion) {
    /** Share of requests that place an order and so call the payment service; the others read one. */
    static final double ORDERING_SHARE = 0.6;

    public Scenario {
        atLeast("offeredLoad", offeredLoad, 0);
        atLeast("baseLatencySeconds", baseLatencySeconds, 0.001);
        atLeast("workersPerReplica", workersPerReplica, 1);
        ratio("errorRatio", errorRatio);
        ratio("orderSuccessRatio", orderSuccessRatio);
        atLeast("paymentLatencySeconds", paymentLatencySeconds, 0.001);
        ratio("paymentErrorRatio", paymentErrorRatio);
        ratio("paymentConversion", paymentConversion);
    }

    /** An ordinary afternoon: 60 requests per second, which keep four replicas a quarter busy. */
    public static Scenario ordinary() {
        return new Scenario(60, 0.15, 10, 0.0005, 0.998, 0.04, 0.0005, 0.97);
    }

    public Scenario withOfferedLoad(double requestsPerSecond) {
        return new Scenario(
                requestsPerSecond,
                baseLatencySeconds,
                workersPerReplica,
                errorRatio,
                orderSuccessRatio,
                paymentLatencySeconds,
                paymentErrorRatio,
                paymentConversion);
    }

    public Scenario withErrorRatio(double ratio) {
        return new Scenario(
                offeredLoad,
                baseLatencySeconds,
                workersPerReplica,
                ratio,
                orderSuccessRatio,
                paymentLatencySeconds,
                paymentErrorRatio,
                paymentConversion);
    }

    public Scenario withOrderSuccess(double ratio) {
        return new Scenario(
                offeredLoad,
                baseLatencySeconds,
                workersPerReplica,
                errorRatio,
                ratio,
                paymentLatencySeconds,
                paymentErrorRatio,
                paymentConversion);
    }

    /** The payment service slow, failing or declining more. */
    public Scenario withPayments(double latencySeconds, double failing, double conversion) {
        return new Scenario(
                offeredLoad,
                baseLatencySeconds,
                workersPerReplica,
                errorRatio,
                orderSuccessRatio,
                latencySeconds,
                failing,
                conversion);
    }

    /** The order service itself slower or faster, with more or fewer workers in each replica. */
    public Scenario withReplica(double latencySeconds, int workers) {
        return new Scenario(
                offeredLoad,
                latencySeconds,
                workers,
                errorRatio,
                orderSuccessRatio,
                paymentLatencySeconds,
                paymentErrorRatio,
                paymentConversion);
    }

    /** Mean time that a worker is held by a request: its own work and, for an order, the payment call. */
    double serviceSeconds() {
        return baseLatencySeconds + ORDERING_SHARE * paymentLatencySeconds;
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
        }
    }

    private static void ratio(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a ratio between 0 and 1");
        }
    }
}
