package dev.strata.rulegen.promql.oracle;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random expressions: grown from the grammar, mostly sound, or made by damaging given ones. */
final class Generator {
    private final RandomGenerator random;

    Generator(RandomGenerator random) {
        this.random = random;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private String blank() {
        return oneIn(12) ? pick("  ", "\n", "\t", " # note\n", "") : " ";
    }

    /** An expression grown from the grammar, up to the given depth. */
    String grown(int depth) {
        if (depth <= 0) {
            return leaf();
        }
        return switch (random.nextInt(13)) {
            case 0, 1, 2 ->
                grown(depth - 1) + blank() + pick(Words.OPERATORS) + modifiers() + blank() + grown(depth - 1);
            case 3 -> "(" + grown(depth - 1) + ")";
            case 4 -> pick("-", "+") + grown(depth - 1);
            case 5, 6 -> aggregation(depth);
            case 7 -> call(depth);
            case 8, 9 -> pick(Words.RANGE_FUNCTIONS) + "(" + range(depth) + ")";
            case 10 -> grown(depth - 1) + "[" + duration(2) + ":" + (oneIn(2) ? duration(1) : "") + "]" + time();
            case 11 -> range(depth);
            default -> leaf();
        };
    }

    private String leaf() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(Words.NUMBERS);
            case 1 -> pick(Words.STRINGS);
            default -> selector() + time();
        };
    }

    private String selector() {
        if (oneIn(3)) {
            return pick(Words.NAMES);
        }
        var text = new StringBuilder(oneIn(4) ? "" : pick(Words.NAMES)).append('{');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "");
            text.append(oneIn(8) ? pick(Words.STRINGS) : pick(Words.LABELS) + pick("=", "!=", "=~", "!~") + value());
        }
        return text + (oneIn(6) ? ",}" : "}");
    }

    private String value() {
        if (!oneIn(3)) {
            return pick(Words.STRINGS);
        }
        var text = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(pick(Words.REGEX_PIECES));
        }
        return "\"" + text.toString().replace("\\", "\\\\") + "\"";
    }

    private String range(int depth) {
        return selector() + "[" + duration(depth) + "]" + time();
    }

    private String time() {
        if (!oneIn(4)) {
            return "";
        }
        String first =
                oneIn(2) ? " offset " + offset() : " @ " + pick("1.5", "-3", "start()", "end()", "Inf", "5m", "start");
        return oneIn(3) ? first + time() : oneIn(5) ? first + pick(" anchored", " smoothed") : first;
    }

    private String offset() {
        return pick("", "-", "+", "--", "-+-") + duration(oneIn(2) ? 0 : 2);
    }

    private String duration(int depth) {
        if (depth <= 0 || oneIn(2)) {
            return pick(Words.DURATIONS);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + duration(depth - 1) + ")";
            case 1 -> pick("-", "+") + duration(depth - 1);
            case 2 -> pick("min_of", "max_of") + "(" + duration(depth - 1) + ", " + duration(depth - 1) + ")";
            default -> duration(depth - 1) + pick("+", " - ", "*", "/", "%", "^") + duration(depth - 1);
        };
    }

    private String labels() {
        var text = new StringBuilder("(");
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? ", " : "").append(pick(Words.LABELS));
        }
        return text + (oneIn(8) && count > 0 ? ",)" : ")");
    }

    private String modifiers() {
        if (oneIn(2)) {
            return oneIn(6) ? " bool" : "";
        }
        String text = oneIn(3) ? " bool" : "";
        text += " " + pick("on", "ignoring") + labels();
        text += oneIn(3) ? " " + pick("group_left", "group_right") + (oneIn(2) ? labels() : "") : "";
        text += oneIn(5)
                ? " " + pick("fill", "fill_left", "fill_right") + "(" + pick("0", "-1", "1e30", "5m", "Inf") + ")"
                : "";
        return text + (oneIn(12) ? " fill_right(1)" : "");
    }

    private String aggregation(int depth) {
        String clause = oneIn(2) ? "" : " " + pick("by", "without", "BY") + labels();
        String parameter = oneIn(2) ? "" : grown(Math.min(1, depth - 1)) + ", ";
        String body = "(" + parameter + grown(depth - 1) + ")";
        return pick(Words.AGGREGATIONS) + (oneIn(2) ? clause + body : body + clause);
    }

    private String call(int depth) {
        var text = new StringBuilder(pick(Words.VECTOR_FUNCTIONS)).append('(');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," + blank() : "").append(oneIn(4) ? pick(Words.STRINGS) : grown(depth - 1));
        }
        return text + (oneIn(30) ? ",)" : ")");
    }

    /** One of the given expressions with a few cuts, insertions, swaps, or pieces of another. */
    String damaged(List<String> sources) {
        var text = new StringBuilder(sources.get(random.nextInt(sources.size())));
        if (text.length() > 2000) {
            text.setLength(2000);
        }
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds; i++) {
            wound(text, sources);
        }
        return text.toString().replace("\0", "");
    }

    private void wound(StringBuilder text, List<String> sources) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(6));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, pick(Words.SPLINTERS));
            case 2 -> text.replace(at, end, pick(Words.SPLINTERS));
            case 3 -> text.insert(at, text.substring(at, end));
            default -> {
                String other = sources.get(random.nextInt(sources.size()));
                int from = random.nextInt(other.length() + 1);
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(12)));
            }
        }
    }
}
