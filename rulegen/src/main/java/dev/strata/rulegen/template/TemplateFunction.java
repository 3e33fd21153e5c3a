package dev.strata.rulegen.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function by its name.
 *
 * @param parameters what it takes
 * @param rest what it takes behind them, as often as given; null when nothing more may follow
 */
record TemplateFunction(
        String name, List<Parameter> parameters, @Nullable Parameter rest, Body body) {

    /** What an argument must be. */
    enum Parameter {
        ANY("a value"),
        STRING("string"),
        SAMPLE("*template.sample"),
        SAMPLES("template.queryResult");

        private final String type;

        Parameter(String type) {
            this.type = type;
        }

        /** The argument as the function gets it. */
        TemplateValue checked(TemplateValue value) {
            boolean fits = switch (this) {
                case ANY -> true;
                case STRING -> value instanceof TemplateValue.Text;
                case SAMPLE -> value instanceof TemplateValue.Sample || value.equals(TemplateValue.NIL);
                case SAMPLES -> value instanceof TemplateValue.Samples || value.equals(TemplateValue.NIL);
            };
            if (!fits) {
                throw new IllegalArgumentException("wrong type for value; expected " + type + "; got " + value.type());
            }
            return value;
        }
    }

    /** What the function does; wrong arguments are reported as {@link IllegalArgumentException}. */
    interface Body {
        TemplateValue apply(List<TemplateValue> arguments, TemplateContext context);
    }

    boolean takes(int count) {
        return count >= parameters.size() && (rest != null || count == parameters.size());
    }

    /** The number of arguments in words. */
    String arity() {
        return (rest == null ? "" : "at least ") + parameters.size();
    }

    Parameter parameter(int index) {
        return index < parameters.size() || rest == null ? parameters.get(index) : rest;
    }
}
