package dev.strata.rulegen.cli;

import dev.strata.rulegen.promql.check.TypeChecker;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.print.Outline;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** Answers as people read them: the tree with types, and what comes out of it. */
final class PromqlText {
    private static final int MOST_LINES = 200;
    private static final int MOST_VALUES = 6;
    private static final int WIDEST = 90;

    private PromqlText() {}

    static String of(PromqlAnswer.Sound sound) {
        var out = new StringBuilder();
        out.append(PromqlPrinter.pretty(sound.tree())).append("\n\n");
        appendTree(out, sound);
        Description description = sound.description();
        out.append('\n');
        row(out, "returns", description.type().documented() + ", " + emptiness(description));
        appendLabels(out, sound);
        appendNumbers(out, description);
        return out.toString();
    }

    private static void appendTree(StringBuilder out, PromqlAnswer.Sound sound) {
        List<Outline.Line> lines = Outline.of(sound.tree(), MOST_LINES + 1);
        List<Outline.Line> shown = lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines;
        List<String> texts = shown.stream()
                .map(line -> "  ".repeat(Math.min(line.depth(), WIDEST / 4)) + shorten(line.text()))
                .toList();
        int width = texts.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < shown.size(); i++) {
            String type = TypeChecker.typeOf(shown.get(i).node()).documented();
            out.append("  ").append(texts.get(i));
            out.append(" ".repeat(width - texts.get(i).length() + 2))
                    .append(type)
                    .append('\n');
        }
        if (shown.size() < lines.size()) {
            out.append("  ... and more\n");
        }
    }

    private static String shorten(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, text.offsetByCodePoints(0, WIDEST - 3)) + "...";
    }

    private static String emptiness(Description description) {
        String several = description.single() ? "at most one element" : "any number of elements";
        return switch (description.emptiness()) {
            case NEVER -> description.isScalar() || !description.single() ? "always there" : "always one element";
            case MAYBE -> several + ", can be empty";
            case ALWAYS -> "never anything in it";
        };
    }

    private static void appendLabels(StringBuilder out, PromqlAnswer.Sound sound) {
        Labels labels = sound.description().labels();
        String lead = "labels";
        for (String label : labels.certain()) {
            row(out, lead, label + "  always" + values(labels.fact(label)));
            lead = "";
        }
        for (String label : labels.possible()) {
            row(out, lead, label + "  perhaps" + values(labels.fact(label)));
            lead = "";
        }
        List<String> excluded = sound.excluded();
        if (labels.open()) {
            String but = excluded.isEmpty() ? "" : ", but never " + String.join(", ", excluded);
            row(out, lead, "any others" + but);
        } else {
            row(out, lead, lead.isEmpty() ? "no others" : "none");
        }
    }

    private static String values(LabelFact fact) {
        SortedSet<String> known = fact.values().known();
        if (known == null || known.isEmpty()) {
            return "";
        }
        List<String> first = known.stream()
                .limit(MOST_VALUES)
                .map(value -> '"' + value + '"')
                .toList();
        return ", " + String.join(" or ", first) + (known.size() > MOST_VALUES ? " or others" : "");
    }

    private static void appendNumbers(StringBuilder out, Description description) {
        Meaning meaning = description.meaning();
        if (meaning.kind() != Meaning.Kind.UNKNOWN) {
            row(out, "metric", kind(meaning.kind()) + (meaning.declared() ? "" : " (by its name)"));
        }
        if (meaning.unit().known()) {
            row(out, "unit", meaning.unit().text());
        }
        double low = description.values().low();
        double high = description.values().high();
        if (low == high) {
            row(out, "values", number(low));
        } else if (Double.isFinite(low) || Double.isFinite(high)) {
            String from = Double.isFinite(low) ? "from " + number(low) : "";
            String to = Double.isFinite(high) ? "to " + number(high) : "";
            row(out, "values", (from + " " + to).strip());
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.valueOf(value);
    }

    private static void row(StringBuilder out, String name, String text) {
        out.append(String.format(Locale.ROOT, "%-9s%s%n", name, text).replace(System.lineSeparator(), "\n"));
    }

    /** Whether an evaluation gives something: always, maybe or never. */
    static String returns(Description description) {
        return switch (description.emptiness()) {
            case NEVER -> "always";
            case MAYBE -> "maybe";
            case ALWAYS -> "never";
        };
    }

    /** What sort of series it is, in the field's words. */
    static String kind(Meaning.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> "unknown";
            case GAUGE -> "gauge";
            case COUNTER -> "counter";
            case BUCKET -> "histogram bucket";
            case NATIVE_HISTOGRAM -> "native histogram";
            case INFO -> "info";
            case TIMESTAMP -> "timestamp";
            case RATIO -> "ratio";
            case RATE_RATIO -> "ratio of rates";
            case SUMMED_COUNTER -> "sum of counters";
            case RATE, UNKNOWN_RATE -> "rate";
            case BUCKET_RATE -> "rate of histogram buckets";
            case QUANTILE -> "quantile";
        };
    }
}
