package dev.strata.rulegen.promql.oracle;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random expressions: grown from the grammar, mostly sound, or made by damaging given ones. */
final class Generator {
    private static final String[] NAMES = {
        "up",
        "http_requests_total",
        "job:errors:rate5m",
        "sum",
        "by",
        "offset",
        "start",
        "fill",
        "and",
        "min_of",
        "le",
        "bool",
        "on",
        "without",
        "anchored",
        "STEP",
        "a",
        "Inf",
        "nan",
        "x_bucket"
    };
    private static final String[] LABELS = {
        "job", "instance", "le", "__name__", "sum", "on", "by", "bool", "\"utf8.name\"", "without", "a:b", "''", "fill"
    };
    private static final String[] STRINGS = {
        "\"\"",
        "'a'",
        "`b`",
        "\"a|b\"",
        "\".*\"",
        "\"(\"",
        "\"\\x41\\101\\u00e9\"",
        "\"\\xff\"",
        "'\\''",
        "\"5..\"",
        "\"\u6f22\ud83d\ude00\"",
        "\"\\n\\t\"",
        "\"[a-z]+\"",
        "\"\\\\d+\"",
        "\".+\"",
        "\"\\\"\""
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "2.5",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "0x1F",
        "0755",
        "1_000",
        "Inf",
        "NaN",
        "5m",
        "1h30m",
        "100ms",
        "1y",
        "0x",
        "08",
        "1e",
        "5_",
        "1.5m",
        "30m1h",
        "9223372036854775807",
        "1e400",
        "0b1",
        "5mm",
        "1e5m",
        "99999y",
        "0s"
    };
    private static final String[] DURATIONS = {
        "5m", "1h30m", "300", "0.5", "1d", "0", "5ms", "1w", "step()", "range()", "1e3", "2y", "0s", "99999999999"
    };
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "%", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "unless", "atan2", "</", ">/",
        "AND"
    };
    private static final String[] AGGREGATIONS = {
        "sum",
        "avg",
        "count",
        "min",
        "max",
        "topk",
        "bottomk",
        "quantile",
        "count_values",
        "stddev",
        "group",
        "limitk",
        "limit_ratio",
        "SUM"
    };
    private static final String[] VECTOR_FUNCTIONS = {
        "abs",
        "ceil",
        "absent",
        "histogram_quantile",
        "label_replace",
        "label_join",
        "clamp",
        "round",
        "scalar",
        "sort",
        "info",
        "timestamp",
        "day_of_week",
        "vector",
        "time",
        "pi",
        "start",
        "end",
        "step",
        "range",
        "min_of",
        "sort_by_label",
        "histogram_quantiles",
        "unknown_function",
        "clamp_max",
        "histogram_fraction"
    };
    private static final String[] RANGE_FUNCTIONS = {
        "rate",
        "increase",
        "avg_over_time",
        "delta",
        "quantile_over_time",
        "predict_linear",
        "mad_over_time",
        "changes",
        "absent_over_time",
        "double_exponential_smoothing",
        "first_over_time",
        "last_over_time"
    };
    private static final String[] SPLINTERS = {
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "@",
        "#c\n",
        " ",
        "\n",
        "\t",
        "\r\n",
        "=",
        "=~",
        "!~",
        "!",
        "\"",
        "'",
        "`",
        "\\",
        ";",
        "$",
        "\u00e9",
        "\ufffd",
        "offset",
        "by",
        "on(",
        "ignoring",
        "group_left",
        "bool",
        "fill(",
        "fill_left(0)",
        "anchored",
        "smoothed",
        "@ start()",
        "[5m]",
        "[5m:1m]",
        "offset -5m",
        "min_of(",
        "step()",
        "-",
        "+",
        "^",
        "0",
        "5m"
    };

    private static final String[] REGEX_PIECES = {
        "a",
        ".",
        "\\d",
        "\\D",
        "[a-z]",
        "[^0-9]",
        "[[:alpha:]]",
        "(?:x)",
        "(y)",
        "(?P<n>z)",
        "(?<n>z)",
        "(?i)",
        "(?i:K)",
        "\\b",
        "^",
        "$",
        "\\z",
        "\\pL",
        "\\p{Greek}",
        "\\Q*\\E",
        "\\x41",
        "\\x{1F600}",
        "\\.",
        "\\1",
        "{",
        "}",
        "{2}",
        "{2,}",
        "{,3}",
        "{2,3}",
        "{3,2}",
        "{1001}",
        "*",
        "+",
        "?",
        "**",
        "*?",
        "|",
        "(",
        ")",
        "[",
        "]",
        "[z-a]",
        "[]a]",
        "(?=x)",
        "()",
        "[[:foo:]]",
        "\u00e9",
        "\\\u00e9",
        "\ud83d\ude00",
        "(a{100}){100}",
        "(?P<",
        "\\p{Foo}",
        "\\"
    };

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
            case 0, 1, 2 -> grown(depth - 1) + blank() + pick(OPERATORS) + modifiers() + blank() + grown(depth - 1);
            case 3 -> "(" + grown(depth - 1) + ")";
            case 4 -> pick("-", "+") + grown(depth - 1);
            case 5, 6 -> aggregation(depth);
            case 7 -> call(depth);
            case 8, 9 -> pick(RANGE_FUNCTIONS) + "(" + range(depth) + ")";
            case 10 -> grown(depth - 1) + "[" + duration(2) + ":" + (oneIn(2) ? duration(1) : "") + "]" + time();
            case 11 -> range(depth);
            default -> leaf();
        };
    }

    private String leaf() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(NUMBERS);
            case 1 -> pick(STRINGS);
            default -> selector() + time();
        };
    }

    private String selector() {
        if (oneIn(3)) {
            return pick(NAMES);
        }
        var text = new StringBuilder(oneIn(4) ? "" : pick(NAMES)).append('{');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "");
            text.append(oneIn(8) ? pick(STRINGS) : pick(LABELS) + pick("=", "!=", "=~", "!~") + value());
        }
        return text + (oneIn(6) ? ",}" : "}");
    }

    private String value() {
        if (!oneIn(3)) {
            return pick(STRINGS);
        }
        var text = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(pick(REGEX_PIECES));
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
            return pick(DURATIONS);
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
            text.append(i > 0 ? ", " : "").append(pick(LABELS));
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
        return pick(AGGREGATIONS) + (oneIn(2) ? clause + body : body + clause);
    }

    private String call(int depth) {
        var text = new StringBuilder(pick(VECTOR_FUNCTIONS)).append('(');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," + blank() : "").append(oneIn(4) ? pick(STRINGS) : grown(depth - 1));
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
            case 1 -> text.insert(at, pick(SPLINTERS));
            case 2 -> text.replace(at, end, pick(SPLINTERS));
            case 3 -> text.insert(at, text.substring(at, end));
            default -> {
                String other = sources.get(random.nextInt(sources.size()));
                int from = random.nextInt(other.length() + 1);
                text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(12)));
            }
        }
    }
}
