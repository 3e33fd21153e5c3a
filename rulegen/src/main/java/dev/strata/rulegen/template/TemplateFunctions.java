package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Samples;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Truth;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.IntPredicate;

/** The functions that annotations may call: Go's own and those of Prometheus. */
final class TemplateFunctions {

    private static final int ANY = Integer.MAX_VALUE;

    static final SortedMap<String, TemplateFunction> BY_NAME = table();

    private TemplateFunctions() {}

    private static SortedMap<String, TemplateFunction> table() {
        var table = new TreeMap<String, TemplateFunction>();
        addLogic(table);
        addNumbers(table);
        addTexts(table);
        addQueries(table);
        return Collections.unmodifiableSortedMap(table);
    }

    private static void addLogic(SortedMap<String, TemplateFunction> table) {
        add(
                table,
                "and",
                1,
                ANY,
                (a, c) -> a.stream().filter(v -> !v.truth()).findFirst().orElse(a.get(a.size() - 1)));
        add(
                table,
                "or",
                1,
                ANY,
                (a, c) -> a.stream().filter(TemplateValue::truth).findFirst().orElse(a.get(a.size() - 1)));
        add(table, "not", 1, 1, (a, c) -> new Truth(!a.get(0).truth()));
        add(
                table,
                "eq",
                2,
                ANY,
                (a, c) -> new Truth(a.subList(1, a.size()).stream().anyMatch(v -> compare(a.get(0), v) == 0)));
        comparison(table, "ne", order -> order != 0);
        comparison(table, "lt", order -> order < 0);
        comparison(table, "le", order -> order <= 0);
        comparison(table, "gt", order -> order > 0);
        comparison(table, "ge", order -> order >= 0);
    }

    private static void addNumbers(SortedMap<String, TemplateFunction> table) {
        readable(table, "humanize", Humanize::number);
        readable(table, "humanize1024", Humanize::number1024);
        readable(table, "humanizeDuration", Humanize::duration);
        readable(table, "humanizePercentage", Humanize::percentage);
    }

    private static void addTexts(SortedMap<String, TemplateFunction> table) {
        add(table, "printf", 1, ANY, (a, c) -> new Text(GoFormat.format(text(a.get(0)), a.subList(1, a.size()))));
        add(
                table,
                "print",
                0,
                ANY,
                (a, c) -> new Text(
                        String.join("", a.stream().map(TemplateValue::text).toList())));
        add(table, "toUpper", 1, 1, (a, c) -> new Text(text(a.get(0)).toUpperCase(Locale.ROOT)));
        add(table, "toLower", 1, 1, (a, c) -> new Text(text(a.get(0)).toLowerCase(Locale.ROOT)));
        add(table, "reReplaceAll", 3, 3, (a, c) -> new Text(text(a.get(2)).replaceAll(text(a.get(0)), text(a.get(1)))));
        add(
                table,
                "len",
                1,
                1,
                (a, c) -> new Whole(a.get(0)
                        .elements()
                        .map(List::size)
                        .orElseGet(() -> text(a.get(0)).length())));
    }

    private static void addQueries(SortedMap<String, TemplateFunction> table) {
        add(table, "query", 1, 1, (a, c) -> new Samples(c.query().apply(text(a.get(0)))));
        add(
                table,
                "first",
                1,
                1,
                (a, c) -> a.get(0)
                        .elements()
                        .flatMap(e -> e.stream().findFirst())
                        .orElseThrow(() -> new IllegalArgumentException("first() called on vector with no elements")));
        add(table, "value", 1, 1, (a, c) -> new Real(sample(a.get(0)).value()));
        add(table, "label", 2, 2, (a, c) -> new Text(sample(a.get(1)).labels().getOrDefault(text(a.get(0)), "")));
    }

    private static void add(
            SortedMap<String, TemplateFunction> table, String name, int least, int most, TemplateFunction.Body body) {
        table.put(name, new TemplateFunction(name, least, most, body));
    }

    private static void readable(SortedMap<String, TemplateFunction> table, String name, DoubleFunction<String> body) {
        add(table, name, 1, 1, (a, c) -> new Text(body.apply(number(a.get(0)))));
    }

    private static void comparison(SortedMap<String, TemplateFunction> table, String name, IntPredicate holds) {
        add(table, name, 2, 2, (a, c) -> new Truth(holds.test(compare(a.get(0), a.get(1)))));
    }

    private static int compare(TemplateValue a, TemplateValue b) {
        if (a instanceof Text x && b instanceof Text y) {
            return x.value().compareTo(y.value());
        }
        if (!a.getClass().equals(b.getClass())) {
            throw new IllegalArgumentException("incompatible types for comparison");
        }
        return Double.compare(number(a), number(b));
    }

    private static String text(TemplateValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("found " + value.text() + ", expected a string");
    }

    private static double number(TemplateValue value) {
        if (value instanceof Whole whole) {
            return whole.value();
        }
        if (value instanceof Real number) {
            return number.value();
        }
        try {
            return Double.parseDouble(value.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("found " + value.text() + ", expected a number", e);
        }
    }

    private static TemplateSample sample(TemplateValue value) {
        if (value instanceof Sample sample) {
            return sample.value();
        }
        throw new IllegalArgumentException("found " + value.text() + ", expected a sample");
    }
}
