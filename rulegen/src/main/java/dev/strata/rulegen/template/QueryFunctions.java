package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Arguments;
import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Samples;
import dev.strata.rulegen.template.TemplateValue.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Prometheus's functions about queries and their answers. */
final class QueryFunctions {

    private QueryFunctions() {}

    static void addTo(TemplateFunctions.Table table) {
        table.add("query", "s", (a, c) -> answer(c.query().apply(GoFunctions.text(a.get(0)))));
        table.add("first", "q", (a, c) -> first(samples(a.get(0))));
        table.add(
                "label",
                "se",
                (a, c) -> new Text(sample(a.get(1)).labels().getOrDefault(GoFunctions.text(a.get(0)), "")));
        table.add("value", "e", (a, c) -> new Real(sample(a.get(0)).value()));
        table.add("strvalue", "e", (a, c) -> new Text(sample(a.get(0)).labels().getOrDefault("__value__", "")));
        table.add("sortByLabel", "sq", (a, c) -> sorted(GoFunctions.text(a.get(0)), a.get(1)));
        table.add("args", "v*", (a, c) -> arguments(a));
        table.add("graphLink", "s", (a, c) -> link(a.get(0), 0));
        table.add("tableLink", "s", (a, c) -> link(a.get(0), 1));
    }

    /** Samples of their own for each call: those of two calls are not the same, even when they say the same. */
    private static TemplateValue answer(List<TemplateSample> samples) {
        return new Samples(Arrays.asList(samples.stream()
                .map(sample -> new TemplateSample(sample.labels(), sample.value()))
                .toArray(TemplateSample[]::new)));
    }

    private static TemplateValue first(List<TemplateSample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("first() called on vector with no elements");
        }
        return new Sample(samples.get(0));
    }

    private static List<TemplateSample> samples(TemplateValue value) {
        return value instanceof Samples samples ? samples.value() : List.of();
    }

    private static TemplateSample sample(TemplateValue value) {
        if (value instanceof Sample sample) {
            return sample.value();
        }
        throw new IllegalArgumentException("no sample given");
    }

    private static TemplateValue sorted(String label, TemplateValue value) {
        if (!(value instanceof Samples samples)) {
            return new Samples(List.of());
        }
        Comparator<TemplateSample> byLabel =
                Comparator.comparing(sample -> sample.labels().getOrDefault(label, ""), Utf8.ORDER);
        samples.value().sort(byLabel);
        return samples;
    }

    private static TemplateValue arguments(List<TemplateValue> given) {
        var entries = new TreeMap<String, TemplateValue>();
        for (int i = 0; i < given.size(); i++) {
            TemplateValue value = given.get(i);
            entries.put("arg" + i, value instanceof TemplateValue.Nil ? TemplateValue.NIL_ENTRY : value);
        }
        return new Arguments(entries);
    }

    private static TemplateValue link(TemplateValue expression, int tab) {
        return new Text("/graph?g0.expr=" + Utf8.queryEscaped(GoFunctions.text(expression)) + "&g0.tab=" + tab);
    }
}
