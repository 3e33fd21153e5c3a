package dev.strata.exporter.signal;

import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Slo;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a figure of an SLO usually is at this hour: the median of the last three weeks, as many of them as are held. */
final class SloPast {

    private static final double WINDOW_SECONDS = 1800;

    private SloPast() {}

    /** Events of the last half hour; NaN where they are not recorded. */
    static double events(Slo slo) {
        return slo.eventRate("30m").orElse(Double.NaN) * WINDOW_SECONDS;
    }

    /** As {@link #events}, as it usually is; NaN where no week is held. */
    static double usualEvents(Slo slo, SignalInput input) {
        return median("events_week_", slo, input) * WINDOW_SECONDS;
    }

    /** The share of good events, as it usually is; NaN where no week is held. */
    static double usualSuccess(Slo slo, SignalInput input) {
        return 1 - median("bad_week_", slo, input);
    }

    /**
     * How likely it is that chance alone makes so few good events of all, by the normal distribution.
     *
     * @param usual the usual share of good ones
     */
    static double chance(double good, double all, double usual) {
        double deviation = Math.sqrt(all * usual * (1 - usual));
        if (deviation == 0) {
            return good < all * usual ? 0 : 1;
        }
        return tail((all * usual - good - 0.5) / deviation);
    }

    /** The upper tail of the normal distribution; Abramowitz and Stegun 26.2.17, good to seven digits. */
    private static double tail(double z) {
        if (z < 0) {
            return 1 - tail(-z);
        }
        double t = 1 / (1 + 0.2316419 * z);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    private static double median(String figure, Slo slo, SignalInput input) {
        Figures past = input.families().of(WorkQueries.SLO_PAST);
        double[] weeks = IntStream.rangeClosed(1, 3)
                .mapToObj(week -> past.samples(figure + week))
                .flatMap(samples -> samples.stream()
                        .filter(sample -> sample.label("slo").equals(slo.name()))
                        .limit(1))
                .mapToDouble(sample -> sample.value())
                .sorted()
                .toArray();
        return weeks.length == 0
                ? Double.NaN
                : Arrays.stream(weeks).skip((weeks.length - 1) / 2).findFirst().orElseThrow();
    }
}
