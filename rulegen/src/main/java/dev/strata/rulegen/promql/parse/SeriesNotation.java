package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a series in a unit test as promtool does: {@code 1 _ 2x3 0+10x5 stale {{schema:1 sum:2}}x4}.
 *
 * <p>Expansions count their first sample too: {@code 1x3} are four samples.
 */
public final class SeriesNotation {
    private static final Set<String> WHOLE = Set.of("schema", "offset", "n_offset");
    private static final Set<String> NUMBERS = Set.of("sum", "count", "z_bucket", "z_bucket_w");
    private static final Set<String> LISTS = Set.of("buckets", "n_buckets", "custom_values");
    private static final Set<String> HINTS = Set.of("unknown", "reset", "not_reset", "gauge");
    /** The schema of histograms with bounds of their own. */
    private static final long CUSTOM = -53;
    /** More samples in one series are a mistake: promtool would hold them all. */
    private static final long MOST_SAMPLES = 10_000_000;

    private final String text;
    private int at;
    private long samples;
    private long schema;

    private SeriesNotation(String text) {
        this.text = text;
    }

    /**
     * What came of the samples.
     *
     * @param samples how many there are, gaps included
     * @param problem found and expected, null when there is none
     * @param place where the problem is, an offset into the text
     */
    public record Result(long samples, @Nullable String problem, Span place) {}

    public static Result read(String values) {
        var notation = new SeriesNotation(values);
        try {
            notation.items();
            return new Result(notation.samples, null, Span.NONE);
        } catch (Mistake e) {
            return new Result(0, e.getMessage(), Span.at(e.offset));
        }
    }

    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;
        private final int offset;

        private Mistake(int offset, String message) {
            super(message);
            this.offset = offset;
        }
    }

    private Mistake expected(String what) {
        int end = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
        String found = at < text.length() ? "\"" + text.substring(at, end) + "\"" : "the end";
        return new Mistake(at, "found " + found + ", expected " + what);
    }

    private void items() throws Mistake {
        skipBlanks();
        while (at < text.length()) {
            item();
            if (at < text.length() && !isBlank()) {
                throw expected("a blank between samples");
            }
            skipBlanks();
            if (samples > MOST_SAMPLES) {
                throw new Mistake(at, "more than " + MOST_SAMPLES + " samples");
            }
        }
    }

    private void item() throws Mistake {
        if (accept("_")) {
            samples += accept("x") ? whole() : 1;
        } else if (accept("{{")) {
            histograms();
        } else {
            value();
            boolean changes = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
            if (changes) {
                signedNumber();
            }
            if (accept("x")) {
                samples += whole() + 1;
            } else if (changes) {
                throw expected("\"x\" and how many times");
            } else {
                samples++;
            }
        }
    }

    private void histograms() throws Mistake {
        long first = histogram();
        int start = at;
        if (accept("x")) {
            samples += whole() + 1;
        } else if (accept("+{{") || accept("-{{")) {
            long second = histogram();
            if (!accept("x")) {
                throw expected("\"x\" and how many times");
            }
            long times = whole();
            boolean apart = first > second || (first == CUSTOM) != (second == CUSTOM);
            if (times > 0 && apart) {
                throw new Mistake(start, "histograms of schema " + first + " and " + second + " cannot be combined");
            }
            samples += times + 1;
        } else {
            samples++;
        }
    }

    private void value() throws Mistake {
        if (text.startsWith("stale", at) && !isLetter(at + "stale".length())) {
            at += "stale".length();
            return;
        }
        signedNumber();
    }

    private void signedNumber() throws Mistake {
        if (!accept("+")) {
            accept("-");
        }
        number();
    }

    private void number() throws Mistake {
        int start = at;
        while (at < text.length() && isNumberPart(start)) {
            at++;
        }
        if (start == at || Numbers.number(text.substring(start, at)).isEmpty()) {
            at = start;
            throw expected("a number, _ or stale");
        }
    }

    /** Hexadecimal numbers do not exist here, because x repeats. */
    private boolean isNumberPart(int start) {
        char c = text.charAt(at);
        boolean word = isLetter(start);
        if (word) {
            return isLetter(at);
        }
        boolean sign = (c == '+' || c == '-') && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        boolean exponent = (c == 'e' || c == 'E') && at > start;
        return (c >= '0' && c <= '9') || c == '.' || (c == '_' && at > start) || exponent || (sign && at > start);
    }

    private long whole() throws Mistake {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean ends = at == text.length() || isBlank() || ",]}".indexOf(text.charAt(at)) >= 0;
        if (start == at || !ends || at - start > 18) {
            at = start;
            throw expected("a whole number");
        }
        return Long.parseLong(text.substring(start, at));
    }

    /** The schema of what it read. */
    private long histogram() throws Mistake {
        schema = 0;
        var seen = new HashSet<String>();
        if (accept("}}")) {
            return schema;
        }
        if (isBlank()) {
            skipBlanks();
            if (!accept("}}")) {
                throw expected("\"}}\": the first key stands right after the braces");
            }
            return schema;
        }
        while (true) {
            key(seen);
            boolean blank = isBlank();
            skipBlanks();
            if (accept("}}")) {
                return schema;
            }
            if (!blank) {
                throw expected("a blank or \"}}\"");
            }
        }
    }

    private void key(Set<String> seen) throws Mistake {
        int start = at;
        while (isLetter(at)) {
            at++;
        }
        String key = text.substring(start, at).toLowerCase(Locale.ROOT);
        boolean known = WHOLE.contains(key) || NUMBERS.contains(key) || LISTS.contains(key);
        if (!known && !key.equals("counter_reset_hint")) {
            at = start;
            throw expected("a key of a histogram, such as schema, sum, count or buckets");
        }
        if (!accept(":")) {
            throw expected("\":\"");
        }
        if (!seen.add(key)) {
            throw new Mistake(start, "the key \"" + key + "\" stands here twice");
        }
        if (WHOLE.contains(key)) {
            boolean minus = accept("-");
            long number = whole();
            schema = key.equals("schema") ? (minus ? -number : number) : schema;
        } else if (LISTS.contains(key)) {
            list();
        } else if (NUMBERS.contains(key)) {
            if (!key.equals("z_bucket_w")) {
                accept("-");
            }
            number();
        } else {
            hint();
        }
    }

    private void hint() throws Mistake {
        int start = at;
        while (isLetter(at)) {
            at++;
        }
        if (!HINTS.contains(text.substring(start, at).toLowerCase(Locale.ROOT))) {
            at = start;
            throw expected("one of gauge, not_reset, reset, unknown");
        }
    }

    private void list() throws Mistake {
        if (!accept("[")) {
            throw expected("\"[\" and numbers");
        }
        accept("-");
        number();
        while (!accept("]")) {
            if (!isBlank()) {
                throw expected("a blank or \"]\"");
            }
            skipBlanks();
            if (accept("]")) {
                return;
            }
            accept("-");
            number();
        }
    }

    private boolean accept(String wanted) {
        boolean found = text.startsWith(wanted, at);
        at += found ? wanted.length() : 0;
        return found;
    }

    private boolean isLetter(int offset) {
        if (offset >= text.length()) {
            return false;
        }
        char c = text.charAt(offset);
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private boolean isBlank() {
        return at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0;
    }

    private void skipBlanks() {
        while (isBlank()) {
            at++;
        }
    }
}
