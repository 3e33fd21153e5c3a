package dev.strata.rulegen.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Fires while the budget burns at least {@code factor} times too fast over both windows; the short one is what lets the
 * alert stop soon after the trouble.
 *
 * @param factor how many times faster than the budget allows
 */
public record BurnPair(BigDecimal factor, Duration longWindow, Duration shortWindow) {

    /** The two pairs that page; factors and windows after the Site Reliability Workbook, chapter 5. */
    public static final List<BurnPair> FAST =
            List.of(of("14.4", Duration.ofHours(1), 5), of("6", Duration.ofHours(6), 30));

    /** The two pairs that open a ticket, from the same table. */
    public static final List<BurnPair> SLOW =
            List.of(of("3", Duration.ofDays(1), 120), of("1", Duration.ofDays(3), 360));

    /** 1 % of the budget of 30 days in a quarter of an hour: for business figures, whose objectives are too low for 14.4. */
    public static final BurnPair FLASH = of("28.8", Duration.ofMinutes(15), 3);

    private static BurnPair of(String factor, Duration longWindow, int shortMinutes) {
        return new BurnPair(new BigDecimal(factor), longWindow, Duration.ofMinutes(shortMinutes));
    }
}
