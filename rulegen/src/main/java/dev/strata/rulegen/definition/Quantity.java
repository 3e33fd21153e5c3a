package dev.strata.rulegen.definition;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, exact.
 *
 * @param value in the base unit: a ratio for per cent, seconds for times, bytes for sizes
 * @param text as the user wrote it
 */
public record Quantity(BigDecimal value, Unit unit, String text) {

    /** What a quantity measures. */
    public enum Unit {
        NUMBER,
        RATIO,
        SECONDS,
        BYTES,
        PER_SECOND;

        /** The words for messages. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Suffix(Unit unit, String factor) {}

    private static final Pattern SHAPE = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z%/]*)");
    private static final Map<String, Suffix> SUFFIXES = suffixes();

    public Quantity {
        Objects.requireNonNull(value);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(text);
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** Reads {@code 80%}, {@code 500ms}, {@code 20GiB}, {@code 0.5/s} or a bare number; empty for anything else. */
    public static Optional<Quantity> parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            return Optional.empty();
        }
        Suffix suffix = SUFFIXES.get(shape.group(2));
        if (suffix == null) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(shape.group(1)).multiply(new BigDecimal(suffix.factor()));
        return Optional.of(new Quantity(value, suffix.unit(), text.strip()));
    }

    private static Map<String, Suffix> suffixes() {
        var all = new TreeMap<String, Suffix>();
        all.put("", new Suffix(Unit.NUMBER, "1"));
        all.put("%", new Suffix(Unit.RATIO, "0.01"));
        all.put("ms", new Suffix(Unit.SECONDS, "0.001"));
        all.put("s", new Suffix(Unit.SECONDS, "1"));
        all.put("m", new Suffix(Unit.SECONDS, "60"));
        all.put("h", new Suffix(Unit.SECONDS, "3600"));
        all.put("d", new Suffix(Unit.SECONDS, "86400"));
        all.put("B", new Suffix(Unit.BYTES, "1"));
        all.put("kB", new Suffix(Unit.BYTES, "1000"));
        all.put("MB", new Suffix(Unit.BYTES, "1000000"));
        all.put("GB", new Suffix(Unit.BYTES, "1000000000"));
        all.put("KiB", new Suffix(Unit.BYTES, "1024"));
        all.put("MiB", new Suffix(Unit.BYTES, "1048576"));
        all.put("GiB", new Suffix(Unit.BYTES, "1073741824"));
        all.put("TiB", new Suffix(Unit.BYTES, "1099511627776"));
        all.put("/s", new Suffix(Unit.PER_SECOND, "1"));
        return all;
    }
}
