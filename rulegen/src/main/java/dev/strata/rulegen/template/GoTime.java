package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Moment;
import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Span;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times and durations: their texts, and those methods of theirs that need no arguments. */
final class GoTime {
    private static final double NANOS = 1e9;

    private GoTime() {}

    /** As {@code toTime}: milliseconds of the epoch. */
    static Moment moment(double seconds) {
        if (!Double.isFinite(seconds)) {
            throw new IllegalArgumentException("value is NaN or Inf");
        }
        double nanos = seconds * NANOS;
        if (nanos > Long.MAX_VALUE || nanos < Long.MIN_VALUE) {
            throw new IllegalArgumentException(GoFloat.shortest(seconds)
                    + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        return new Moment((long) nanos / 1_000_000);
    }

    static Span span(double seconds) {
        double nanos = seconds * NANOS;
        boolean fits = nanos >= Long.MIN_VALUE && nanos < Long.MAX_VALUE;
        return new Span(fits ? (long) nanos : Long.MIN_VALUE);
    }

    static String text(long millis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        String fraction =
                String.format(Locale.ROOT, ".%03d", Math.floorMod(millis, 1000)).replaceAll("\\.?0+$", "");
        return String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d %02d:%02d:%02d",
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                + fraction
                + " +0000 UTC";
    }

    static String duration(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        BigDecimal size = BigDecimal.valueOf(nanos).abs();
        String sign = nanos < 0 ? "-" : "";
        if (size.compareTo(BigDecimal.valueOf(1_000_000_000)) < 0) {
            int shift = size.precision() > 6 ? 6 : size.precision() > 3 ? 3 : 0;
            return sign + plain(size.movePointLeft(shift)) + (shift == 6 ? "ms" : shift == 3 ? "\u00b5s" : "ns");
        }
        BigDecimal[] minutes = size.movePointLeft(9).divideAndRemainder(BigDecimal.valueOf(60));
        long whole = minutes[0].longValue();
        String hours = whole >= 60 ? whole / 60 + "h" : "";
        return sign + hours + (whole > 0 ? whole % 60 + "m" : "") + plain(minutes[1]) + "s";
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A method without arguments; empty when the type has none of this name, or none that is known here. */
    static Optional<TemplateValue> method(TemplateValue receiver, String name) {
        if (receiver instanceof Moment moment) {
            return Optional.ofNullable(ofMoment(moment.millis(), name));
        }
        return receiver instanceof Span span ? Optional.ofNullable(ofSpan(span.nanos(), name)) : Optional.empty();
    }

    private static @Nullable TemplateValue ofMoment(long millis, String name) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return switch (name) {
            case "String" -> new Text(text(millis));
            case "Unix" -> new Whole(Math.floorDiv(millis, 1000));
            case "UnixMilli" -> new Whole(millis);
            case "UnixMicro" -> new Whole(millis * 1000);
            case "UnixNano" -> new Whole(millis * 1_000_000);
            case "Year" -> new Whole(time.getYear());
            case "Day" -> new Whole(time.getDayOfMonth());
            case "YearDay" -> new Whole(time.getDayOfYear());
            case "Hour" -> new Whole(time.getHour());
            case "Minute" -> new Whole(time.getMinute());
            case "Second" -> new Whole(time.getSecond());
            case "Nanosecond" -> new Whole(time.getNano());
            case "UTC" -> new Moment(millis);
            default -> null;
        };
    }

    /** Whole parts and the rest divided apart, as Go does, so that rounding is the same. */
    private static Real parts(long nanos, long size) {
        long whole = nanos / size;
        return new Real(whole + nanos % size / (double) size);
    }

    private static @Nullable TemplateValue ofSpan(long nanos, String name) {
        return switch (name) {
            case "String" -> new Text(duration(nanos));
            case "Hours" -> parts(nanos, 3_600_000_000_000L);
            case "Minutes" -> parts(nanos, 60_000_000_000L);
            case "Seconds" -> parts(nanos, 1_000_000_000L);
            case "Milliseconds" -> new Whole(nanos / 1_000_000);
            case "Microseconds" -> new Whole(nanos / 1000);
            case "Nanoseconds" -> new Whole(nanos);
            default -> null;
        };
    }
}
