package dev.strata.rulegen.promql.check;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Puts regular expressions of Go's dialect into the form that the RE2 of Java reads alike.
 *
 * <p>Four things differ: Go allows group names twice, limits nested repetition and size, refuses backslashes before
 * characters that are not ASCII, and takes any brace that counts nothing for a plain character.
 */
final class GoRegex {
    private static final int MAX_REPEAT = 1000;
    private static final int MAX_HEIGHT = 1000;
    private static final long MAX_SIZE = (128L << 20) / 40;

    private final String regex;
    private final StringBuilder out = new StringBuilder();
    private final ArrayDeque<Group> open = new ArrayDeque<>();
    private Group current = new Group(0);
    private int pos;

    private GoRegex(String regex) {
        this.regex = regex;
    }

    /** The expression for Java, or what is wrong with it. */
    record Translated(String regex, @Nullable String problem) {}

    static Translated translate(String regex) {
        var translator = new GoRegex(regex);
        String problem = translator.run();
        return new Translated(translator.out.toString(), problem);
    }

    /** How much a part weighs: by how much it is repeated, in instructions, and in levels. */
    private record Weight(long repeats, long size, int height) {
        static final Weight ONE = new Weight(1, 1, 1);
    }

    /** A group that is being read, with the sum of its parts. */
    private static final class Group {
        private final int extraHeight;
        private Weight whole = new Weight(1, 0, 0);
        private @Nullable Weight last;
        private int parts;
        private int alternatives = 1;

        private Group(int extraHeight) {
            this.extraHeight = extraHeight;
        }

        private void add(Weight part) {
            finishLast();
            last = part;
            parts++;
        }

        private void finishLast() {
            if (last != null) {
                whole = new Weight(
                        Math.max(whole.repeats(), last.repeats()),
                        Math.min(whole.size() + last.size(), Long.MAX_VALUE / 4),
                        Math.max(whole.height(), last.height()));
                last = null;
            }
        }

        private Weight close() {
            finishLast();
            int levels = extraHeight + (parts > alternatives ? 1 : 0) + (alternatives > 1 ? 1 : 0);
            return new Weight(whole.repeats(), whole.size() + 2, whole.height() + levels);
        }
    }

    private @Nullable String run() {
        while (pos < regex.length()) {
            String problem = next();
            if (problem != null) {
                return problem;
            }
        }
        Weight whole = current.close();
        if (open.isEmpty() && whole.size() > MAX_SIZE) {
            return "expression too large";
        }
        return null;
    }

    private @Nullable String next() {
        char c = regex.charAt(pos);
        switch (c) {
            case '(' -> {
                return openGroup();
            }
            case ')' -> {
                return closeGroup();
            }
            case '|' -> {
                current.finishLast();
                current.alternatives++;
                copy(1);
            }
            case '*', '+', '?' -> {
                repeated(0, -1);
                copy(1);
            }
            case '{' -> {
                return brace();
            }
            case '[' -> {
                return charClass();
            }
            case '\\' -> {
                return escape();
            }
            default -> atom(Character.charCount(regex.codePointAt(pos)));
        }
        return null;
    }

    private void copy(int length) {
        int to = Math.min(pos + length, regex.length());
        out.append(regex, pos, to);
        pos = to;
    }

    private void atom(int length) {
        copy(length);
        current.add(Weight.ONE);
    }

    private @Nullable String openGroup() {
        if (!regex.startsWith("(?", pos)) {
            begin(1, 1);
            return tooDeep();
        }
        int name = regex.startsWith("(?P<", pos) ? pos + 4 : regex.startsWith("(?<", pos) ? pos + 3 : -1;
        if (name >= 0) {
            int close = regex.indexOf('>', name);
            boolean sound = close > name
                    && regex.substring(name, close)
                            .chars()
                            .allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
            if (!sound) {
                return "invalid named capture";
            }
            out.append('(');
            pos = close + 1;
            open.push(current);
            current = new Group(1);
            return tooDeep();
        }
        int at = pos + 2;
        while (at < regex.length() && "imsU-".indexOf(regex.charAt(at)) >= 0) {
            at++;
        }
        if (at < regex.length() && regex.charAt(at) == ':') {
            begin(at + 1 - pos, 0);
            return tooDeep();
        }
        copy(Math.min(at + 1, regex.length()) - pos);
        return null;
    }

    private void begin(int length, int extraHeight) {
        copy(length);
        open.push(current);
        current = new Group(extraHeight);
    }

    /** Java's reader recurses; twice the height that Go allows is certainly refused, and still safe. */
    private @Nullable String tooDeep() {
        return open.size() > 2 * MAX_HEIGHT ? "expression nests too deeply" : null;
    }

    private @Nullable String closeGroup() {
        copy(1);
        Weight weight = current.close();
        if (!open.isEmpty()) {
            current = open.pop();
            current.add(weight);
        }
        return weight.height() > MAX_HEIGHT ? "expression nests too deeply" : null;
    }

    private @Nullable String brace() {
        int close = regex.indexOf('}', pos);
        int comma = regex.indexOf(',', pos);
        boolean ranged = comma > 0 && comma < close;
        String low = close < 0 ? "" : regex.substring(pos + 1, ranged ? comma : close);
        String high = ranged ? regex.substring(comma + 1, close) : low;
        if (!isCount(low) || (!isCount(high) && !(ranged && high.isEmpty()))) {
            out.append("\\{");
            pos++;
            current.add(Weight.ONE);
            return null;
        }
        int min = count(low);
        int max = high.isEmpty() ? -1 : count(high);
        if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max) || !repeated(min, max)) {
            return "invalid repeat count: `" + regex.substring(pos, close + 1) + "`";
        }
        copy(close + 1 - pos);
        return null;
    }

    private static boolean isCount(String digits) {
        boolean padded = digits.length() > 1 && digits.charAt(0) == '0';
        return !digits.isEmpty() && !padded && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int count(String digits) {
        return digits.length() > 6 ? MAX_REPEAT + 1 : Integer.parseInt(digits);
    }

    /** Repeats the last part; answers whether Go allows that much. */
    private boolean repeated(int min, int max) {
        Weight last = current.last;
        if (last == null) {
            return true;
        }
        int times = max < 0 ? min : max;
        long repeats = max == 0 ? 1 : Math.max(1, times) * last.repeats();
        long size = Math.max(1, times) * last.size() + 1;
        current.last = new Weight(repeats, size, last.height() + 1);
        boolean counted = min >= 2 || max >= 2;
        return !counted || repeats <= MAX_REPEAT;
    }

    private @Nullable String charClass() {
        int at = pos + 1;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        if (at < regex.length() && regex.charAt(at) == ']') {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            if (regex.startsWith("[:", at) && regex.indexOf(":]", at + 2) > 0) {
                at = regex.indexOf(":]", at + 2) + 2;
            } else if (regex.charAt(at) == '\\') {
                if (at + 1 < regex.length() && regex.charAt(at + 1) >= 128) {
                    return badEscape(at);
                }
                at += 2;
            } else {
                at++;
            }
        }
        atom(at + 1 - pos);
        return null;
    }

    private String badEscape(int at) {
        int end = at + 1 + Character.charCount(regex.codePointAt(at + 1));
        return "invalid escape sequence: `" + regex.substring(at, end) + "`";
    }

    private @Nullable String escape() {
        if (pos + 1 >= regex.length()) {
            atom(1);
            return null;
        }
        char c = regex.charAt(pos + 1);
        if (c >= 128) {
            return badEscape(pos);
        }
        if (c == 'Q') {
            int end = regex.indexOf("\\E", pos + 2);
            int to = end < 0 ? regex.length() : end + 2;
            for (int i = pos + 2; i < (end < 0 ? to : end); i++) {
                current.add(Weight.ONE);
            }
            copy(to - pos);
            return null;
        }
        boolean braced = (c == 'x' || c == 'p' || c == 'P') && regex.startsWith("{", pos + 2);
        int close = braced ? regex.indexOf('}', pos) : -1;
        atom(close > 0 ? close + 1 - pos : 2);
        return null;
    }
}
