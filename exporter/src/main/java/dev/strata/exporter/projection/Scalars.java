package dev.strata.exporter.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The API's texts for times and amounts. Whatever they cannot read is null. */
final class Scalars {

    private static final String BINARY = "KMGTPE";
    private static final String DECIMAL = "numkMGTPE";
    private static final int[] DECIMAL_EXPONENTS = {-9, -6, -3, 3, 6, 9, 12, 15, 18};
    /** Longer texts are no amounts; bounds the work on hostile exponents. */
    private static final int LONGEST = 40;

    private static final int LARGEST_EXPONENT = 30;
    /** Leaves room to add up some thousand of them. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 52);

    private Scalars() {}

    /** RFC 3339, with any offset and fraction. */
    static @Nullable Instant time(String text) {
        Instant plain = plainTime(text);
        if (plain != null) {
            return plain;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The form that the API server writes, {@code 2026-03-01T08:00:00Z}, without the cost of a formatter. */
    private static @Nullable Instant plainTime(String t) {
        if (t.length() != 20
                || t.charAt(4) != '-'
                || t.charAt(7) != '-'
                || t.charAt(10) != 'T'
                || t.charAt(13) != ':'
                || t.charAt(16) != ':'
                || t.charAt(19) != 'Z') {
            return null;
        }
        int year = digits(t, 0, 4);
        int month = digits(t, 5, 7);
        int day = digits(t, 8, 10);
        int hour = digits(t, 11, 13);
        int minute = digits(t, 14, 16);
        int second = digits(t, 17, 19);
        boolean inRange = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        if (!inRange) {
            return null; // The days past the 28th need a calendar: the slow way knows them.
        }
        return Instant.ofEpochSecond(daysSinceEpoch(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second);
    }

    /** Days of the proleptic Gregorian calendar, counted with years that begin in March. */
    private static long daysSinceEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** A Kubernetes quantity: {@code 1500m}, {@code 2}, {@code 0.5Gi}, {@code 1e3}. */
    static @Nullable BigDecimal quantity(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            char last = text.charAt(text.length() - 1);
            if (last == 'i' && text.length() > 2) {
                int power = BINARY.indexOf(text.charAt(text.length() - 2)) + 1;
                return power == 0
                        ? null
                        : number(text.substring(0, text.length() - 2))
                                .multiply(BigDecimal.valueOf(1024).pow(power));
            }
            int suffix = DECIMAL.indexOf(last);
            return suffix < 0
                    ? number(text)
                    : number(text.substring(0, text.length() - 1)).scaleByPowerOfTen(DECIMAL_EXPONENTS[suffix]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
            throw new NumberFormatException("out of range");
        }
        return number;
    }

    /** As the scheduler counts: thousandths, rounded up; 0 for what is no amount. */
    static long millis(String text) {
        BigDecimal amount = quantity(text);
        return amount == null ? 0 : clamped(amount.scaleByPowerOfTen(3));
    }

    /** Whole units, rounded up; 0 for what is no amount. */
    static long units(String text) {
        BigDecimal amount = quantity(text);
        return amount == null ? 0 : clamped(amount);
    }

    /** NaN for what is no amount. */
    static double real(String text) {
        BigDecimal amount = quantity(text);
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    private static long clamped(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(0, RoundingMode.CEILING);
        return rounded.signum() < 0 ? 0 : rounded.min(MOST).longValue();
    }
}
