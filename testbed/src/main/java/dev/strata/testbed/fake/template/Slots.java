package dev.strata.testbed.fake.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of a template's values, numbered in order of appearance, and the syntax that refers to them.
 *
 * <p>{@code ${name}} stands inside a string. As the whole of a scalar: <code>${#name}</code> is a number or a truth
 * value, {@code ${=name}} is JSON text, {@code ${*name}} a list of other objects, and {@code ${?name}}, also with one
 * of the marks after it, leaves the field out where there is no value.
 */
final class Slots {

    enum Kind {
        TEXT,
        NUMBER,
        RAW,
        ITEMS
    }

    /** A piece of a string: literal text, or the slot's number where {@code slot >= 0}. */
    record Piece(String text, int slot, Kind kind, boolean optional) {
        boolean isLiteral() {
            return slot < 0;
        }
    }

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\??)([#=*]?)([A-Za-z0-9]+)}");

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int size() {
        return numbers.size();
    }

    List<String> names() {
        return List.copyOf(numbers.keySet());
    }

    @Nullable
    Integer find(String name) {
        return numbers.get(name);
    }

    List<Piece> split(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(new Piece(text.substring(end, matcher.start()), -1, Kind.TEXT, false));
            }
            boolean optional = !matcher.group(1).isEmpty();
            Kind kind = kind(matcher.group(2));
            boolean whole = matcher.start() == 0 && matcher.end() == text.length();
            if (!whole && (optional || kind != Kind.TEXT)) {
                throw new IllegalArgumentException("must be the whole of a scalar: " + text);
            }
            pieces.add(new Piece("", number(matcher.group(3)), kind, optional));
            end = matcher.end();
        }
        if (end < text.length() || pieces.isEmpty()) {
            pieces.add(new Piece(text.substring(end), -1, Kind.TEXT, false));
        }
        return pieces;
    }

    private int number(String name) {
        Integer known = numbers.get(name);
        if (known == null) {
            known = numbers.size();
            numbers.put(name, known);
        }
        return known;
    }

    private static Kind kind(String mark) {
        return switch (mark) {
            case "#" -> Kind.NUMBER;
            case "=" -> Kind.RAW;
            case "*" -> Kind.ITEMS;
            default -> Kind.TEXT;
        };
    }
}
