package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value in a template, with the type that it has in Prometheus. */
sealed interface TemplateValue {
    /** No value at all. */
    TemplateValue NIL = new Nil(false);

    /** An entry of a map that holds no value: fields of it cannot be asked for. */
    TemplateValue NIL_ENTRY = new Nil(true);

    /** What {@code if} makes of it: empty and zero are false. */
    boolean truth();

    /** The name of its type as {@code %T} writes it. */
    String type();

    /** No value. */
    record Nil(boolean entry) implements TemplateValue {
        @Override
        public boolean truth() {
            return false;
        }

        @Override
        public String type() {
            return "<nil>";
        }
    }

    /** A string. */
    record Text(String value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String type() {
            return "string";
        }
    }

    /** What {@code safeHtml} returns: reads as a string and is no argument for functions that want one. */
    record Html(String value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String type() {
            return "template.HTML";
        }
    }

    /** A floating-point number. */
    record Real(double value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String type() {
            return "float64";
        }
    }

    /** An integer, such as an integer constant or a length. */
    record Whole(long value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String type() {
            return "int";
        }
    }

    /** An element of a string. */
    record Octet(int value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String type() {
            return "uint8";
        }
    }

    /** An integer constant that no variable can hold: an error where it is used. */
    record TooLarge(String text) implements TemplateValue {
        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String type() {
            return "int";
        }
    }

    /** A complex number, which only constants make. */
    record Complex(double real, double imaginary) implements TemplateValue {
        @Override
        public boolean truth() {
            return real != 0 || imaginary != 0;
        }

        @Override
        public String type() {
            return "complex128";
        }
    }

    /** A truth value. */
    record Truth(boolean value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value;
        }

        @Override
        public String type() {
            return "bool";
        }
    }

    /** A label set; a label that is missing reads as the empty string. */
    record Labels(SortedMap<String, String> value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String type() {
            return "map[string]string";
        }

        TemplateValue entry(String name) {
            return new Text(value.getOrDefault(name, ""));
        }
    }

    /** What {@code args} makes. */
    record Arguments(SortedMap<String, TemplateValue> value) implements TemplateValue {
        public Arguments {
            value = Collections.unmodifiableSortedMap(new TreeMap<>(value));
        }

        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String type() {
            return "map[string]interface {}";
        }

        TemplateValue entry(String name) {
            return value.getOrDefault(name, NIL_ENTRY);
        }
    }

    /** Fields in their order: the alert itself, or a sample that a pointer led to. */
    record Struct(String type, Map<String, TemplateValue> fields) implements TemplateValue {
        public Struct {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public boolean truth() {
            return true;
        }
    }

    /** A pointer to one sample of a query. */
    record Sample(TemplateSample value) implements TemplateValue {
        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String type() {
            return "*template.sample";
        }

        Struct struct() {
            var fields = new LinkedHashMap<String, TemplateValue>();
            fields.put("Labels", new Labels(value.labels()));
            fields.put("Value", new Real(value.value()));
            return new Struct("template.sample", fields);
        }
    }

    /** The answer of a query; sorting it sorts it for all who hold it, as in Prometheus. */
    record Samples(List<TemplateSample> value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String type() {
            return "template.queryResult";
        }
    }

    /** A pointer to a time, in milliseconds of the epoch. */
    record Moment(long millis) implements TemplateValue {
        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String type() {
            return "*time.Time";
        }
    }

    /** A pointer to a duration in nanoseconds. */
    record Span(long nanos) implements TemplateValue {
        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String type() {
            return "*time.Duration";
        }
    }
}
