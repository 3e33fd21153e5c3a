package dev.strata.rulegen.promql.infer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a number counts: a product of base units with a scale to them, or unknown.
 *
 * @param powers exponents of {@code seconds}, {@code bytes} and others; empty for plain numbers
 * @param scale how many base units one of it is: 0.001 for milliseconds, 0.01 for percent
 */
public record Unit(boolean known, SortedMap<String, Integer> powers, double scale) {
    public static final Unit UNKNOWN = new Unit(false, new TreeMap<>(), 1);
    public static final Unit NONE = new Unit(true, new TreeMap<>(), 1);
    public static final Unit SECONDS = base("seconds", 1);
    public static final Unit BYTES = base("bytes", 1);
    public static final Unit PERCENT = new Unit(true, new TreeMap<>(), 0.01);

    public Unit {
        powers = Collections.unmodifiableSortedMap(new TreeMap<>(powers));
    }

    public static Unit base(String name, double scale) {
        var powers = new TreeMap<String, Integer>();
        powers.put(name, 1);
        return new Unit(true, powers, scale);
    }

    Unit times(Unit other) {
        return combine(other, 1);
    }

    public Unit per(Unit other) {
        return combine(other, -1);
    }

    private Unit combine(Unit other, int sign) {
        if (!known || !other.known) {
            return UNKNOWN;
        }
        var sum = new TreeMap<>(powers);
        other.powers.forEach((name, power) -> sum.merge(name, sign * power, (a, b) -> a + b == 0 ? null : a + b));
        return new Unit(true, sum, sign > 0 ? scale * other.scale : scale / other.scale);
    }

    boolean isPlain() {
        return known && powers.isEmpty();
    }

    /** Whether numbers of the two cannot be compared or added. */
    boolean clashesWith(Unit other) {
        return known && other.known && (!powers.equals(other.powers) || scale != other.scale);
    }

    /** The unit in words, such as {@code bytes per second}. */
    public String text() {
        if (!known) {
            return "an unknown unit";
        }
        if (powers.isEmpty()) {
            return scale == 1 ? "plain numbers" : scale == 0.01 ? "percent" : "numbers times " + scale;
        }
        String above = join(1);
        String below = join(-1);
        String text = above.isEmpty() ? "1" : above;
        return (below.isEmpty() ? text : text + " per " + below) + (scale == 1 ? "" : " times " + scale);
    }

    private String join(int sign) {
        return powers.entrySet().stream()
                .filter(entry -> entry.getValue() * sign > 0)
                .map(entry -> {
                    int power = entry.getValue() * sign;
                    String name = sign < 0 ? singular(entry.getKey()) : entry.getKey();
                    return name + (power == 1 ? "" : "^" + power);
                })
                .collect(Collectors.joining(" "));
    }

    private static String singular(String name) {
        return name.endsWith("s") && !name.equals("celsius") ? name.substring(0, name.length() - 1) : name;
    }
}
