package dev.strata.rulegen.definition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * Fires while the budget burns at least {@code factor} times too fast over both windows; the short one is what lets the
 * alert stop soon after the trouble.
 *
 * @param factor how many times faster than the budget allows
 */
public record BurnPair(BigDecimal factor, Duration longWindow, Duration shortWindow) {
    private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_UP);

    /** The two pairs that page, after the Site Reliability Workbook, chapter 5: 2 % of the budget in an hour, 5 % in six. */
    public static List<BurnPair> fast(Duration period) {
        return List.of(
                of("0.02", period, Duration.ofHours(1), Duration.ofMinutes(5)),
                of("0.05", period, Duration.ofHours(6), Duration.ofMinutes(30)));
    }

    /** The two pairs that open a ticket, from the same table: 10 % of the budget in a day, 10 % in three. */
    public static List<BurnPair> slow(Duration period) {
        return List.of(
                of("0.1", period, Duration.ofDays(1), Duration.ofHours(2)),
                of("0.1", period, Duration.ofDays(3), Duration.ofHours(6)));
    }

    /** 1 % of the budget in a quarter of an hour: for what must be known sooner than the pairs of the workbook tell. */
    public static BurnPair flash(Duration period) {
        return of("0.01", period, Duration.ofMinutes(15), Duration.ofMinutes(3));
    }

    /** A burn of less than one never spends the budget, so no factor is below. */
    private static BurnPair of(String share, Duration period, Duration longWindow, Duration shortWindow) {
        BigDecimal factor = new BigDecimal(share)
                .multiply(new BigDecimal(period.toSeconds()))
                .divide(new BigDecimal(longWindow.toSeconds()), FOUR)
                .max(BigDecimal.ONE)
                .stripTrailingZeros();
        return new BurnPair(factor, longWindow, shortWindow);
    }

    /** The ratio of bad events over the long window from which it fires. */
    public BigDecimal limit(SloDefinition slo) {
        return factor.multiply(slo.budget());
    }

    /** Whether even an outage of everything would not reach the limit. */
    public boolean isBeyond(SloDefinition slo) {
        return limit(slo).compareTo(BigDecimal.ONE) >= 0;
    }

    /** Events per second over the long window below which an alert stays silent, given the least number of events. */
    public BigDecimal floor(long events) {
        return new BigDecimal(events)
                .divide(new BigDecimal(longWindow.toSeconds()), new MathContext(3, RoundingMode.HALF_UP));
    }
}
