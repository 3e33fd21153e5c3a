package dev.strata.rulegen.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A value in a template. */
sealed interface TemplateValue {

    /** What {@code if} makes of it: empty and zero are false. */
    boolean truth();

    /** The text that an action writes, as Go's {@code %v} does. */
    String text();

    /** A field or map entry; empty when this kind of value has no such field. */
    default Optional<TemplateValue> field(String name) {
        return Optional.empty();
    }

    /** What {@code range} walks over; empty when it cannot be walked over. */
    default Optional<List<TemplateValue>> elements() {
        return Optional.empty();
    }

    /** A string. */
    record Text(String value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String text() {
            return value;
        }
    }

    /** A floating-point number. */
    record Real(double value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String text() {
            return GoFloat.shortest(value);
        }
    }

    /** An integer, such as an integer constant or a length. */
    record Whole(long value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value != 0;
        }

        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /** A truth value. */
    record Truth(boolean value) implements TemplateValue {
        @Override
        public boolean truth() {
            return value;
        }

        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /** A label set; a label that is missing reads as the empty string. */
    record Labels(SortedMap<String, String> value) implements TemplateValue {
        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String text() {
            var out = new StringBuilder("map[");
            for (Map.Entry<String, String> entry : value.entrySet()) {
                out.append(out.length() > 4 ? " " : "")
                        .append(entry.getKey())
                        .append(':')
                        .append(entry.getValue());
            }
            return out.append(']').toString();
        }

        @Override
        public Optional<TemplateValue> field(String name) {
            return Optional.of(new Text(value.getOrDefault(name, "")));
        }

        @Override
        public Optional<List<TemplateValue>> elements() {
            return Optional.of(
                    value.values().stream().<TemplateValue>map(Text::new).toList());
        }
    }

    /** One sample of a query. */
    record Sample(TemplateSample value) implements TemplateValue {
        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String text() {
            return "{" + new Labels(value.labels()).text() + " " + GoFloat.shortest(value.value()) + "}";
        }

        @Override
        public Optional<TemplateValue> field(String name) {
            return switch (name) {
                case "Labels" -> Optional.of(new Labels(value.labels()));
                case "Value" -> Optional.of(new Real(value.value()));
                default -> Optional.empty();
            };
        }
    }

    /** The answer of a query. */
    record Samples(List<TemplateSample> value) implements TemplateValue {
        public Samples {
            value = List.copyOf(value);
        }

        @Override
        public boolean truth() {
            return !value.isEmpty();
        }

        @Override
        public String text() {
            return value.stream().map(s -> new Sample(s).text()).toList().toString();
        }

        @Override
        public Optional<List<TemplateValue>> elements() {
            return Optional.of(value.stream().<TemplateValue>map(Sample::new).toList());
        }
    }
}
