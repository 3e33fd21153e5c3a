package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Arguments;
import dev.strata.rulegen.template.TemplateValue.Labels;
import dev.strata.rulegen.template.TemplateValue.Octet;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Samples;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** What a loop walks over: answers in their order, maps by their keys, numbers from zero. */
record TemplateElements(long count, LongFunction<TemplateValue> keys, LongFunction<TemplateValue> values) {

    static TemplateElements of(TemplateValue value, TemplateExpr.Pipeline pipeline) {
        if (value instanceof Samples samples) {
            return new TemplateElements(
                    samples.value().size(),
                    Whole::new,
                    i -> new Sample(samples.value().get((int) i)));
        }
        if (value instanceof Labels labels) {
            var entries = new TreeMap<String, TemplateValue>(Utf8.ORDER);
            labels.value().forEach((name, text) -> entries.put(name, new Text(text)));
            return of(entries);
        }
        if (value instanceof Arguments arguments) {
            var entries = new TreeMap<String, TemplateValue>(Utf8.ORDER);
            entries.putAll(arguments.value());
            return of(entries);
        }
        if (value instanceof TemplateValue.Nil) {
            return new TemplateElements(0, Whole::new, Whole::new);
        }
        if (value instanceof Whole || value instanceof Octet) {
            return numbers(value, pipeline);
        }
        throw new IllegalArgumentException("range can't iterate over a value of type " + value.type());
    }

    private static TemplateElements of(Map<String, TemplateValue> entries) {
        Object[] keys = entries.keySet().toArray();
        TemplateValue[] values = entries.values().toArray(TemplateValue[]::new);
        return new TemplateElements(keys.length, i -> new Text((String) keys[(int) i]), i -> values[(int) i]);
    }

    private static TemplateElements numbers(TemplateValue value, TemplateExpr.Pipeline pipeline) {
        if (pipeline.sets().size() > 1) {
            throw new IllegalArgumentException("a number has no keys to iterate over");
        }
        boolean octet = value instanceof Octet;
        long count = value instanceof Octet small ? small.value() : ((Whole) value).value();
        return new TemplateElements(
                Math.max(0, count), i -> TemplateValue.NIL, i -> octet ? new Octet((int) i) : new Whole(i));
    }

    TemplateValue key(long index) {
        return keys.apply(index);
    }

    TemplateValue element(long index) {
        return values.apply(index);
    }
}
