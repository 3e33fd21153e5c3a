package dev.strata.rulegen.template;

import java.util.List;

/** A function by its name, with the number of its arguments. */
record TemplateFunction(String name, int least, int most, Body body) {

    /** What the function does; wrong arguments are reported as {@link IllegalArgumentException}. */
    interface Body {
        TemplateValue apply(List<TemplateValue> arguments, TemplateContext context);
    }
}
