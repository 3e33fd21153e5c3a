package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateExpr.Command;
import dev.strata.rulegen.template.TemplateExpr.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of expressions, with the dot and the variables of the moment. */
final class TemplateEvaluation implements TemplateExpr.Visitor<TemplateValue> {
    private static final int MOST_STEPS = 1_000_000;

    private final TemplateContext context;
    private TemplateVariables variables = new TemplateVariables();
    private TemplateValue dot;
    private int steps;

    /** What a called template does not see. */
    record Frame(TemplateVariables variables, TemplateValue dot) {}

    TemplateEvaluation(TemplateContext context, TemplateValue dot) {
        this.context = context;
        this.dot = dot;
        variables.push("$", dot);
    }

    TemplateVariables variables() {
        return variables;
    }

    TemplateValue dot() {
        return dot;
    }

    void dot(TemplateValue value) {
        dot = value;
    }

    Frame enter(TemplateValue argument) {
        var before = new Frame(variables, dot);
        variables = new TemplateVariables();
        variables.push("$", argument);
        dot = argument;
        return before;
    }

    void leave(Frame before) {
        variables = before.variables();
        dot = before.dot();
    }

    /** Runs what reports mistakes of values, and gives them the place. */
    static <T> T at(int start, int end, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new TemplateException(start, end, String.valueOf(e.getMessage()));
        }
    }

    /** The variables of a loop get the next element. */
    void loopVariables(Pipeline pipeline, TemplateValue key, TemplateValue element) {
        List<TemplateExpr.Variable> sets = pipeline.sets();
        if (sets.isEmpty()) {
            return;
        }
        if (!pipeline.assigns()) {
            variables.setFromTop(0, element);
            if (sets.size() > 1) {
                variables.setFromTop(1, key);
            }
            return;
        }
        assign(sets.get(0), sets.size() > 1 ? key : element);
        if (sets.size() > 1) {
            assign(sets.get(1), element);
        }
    }

    private void assign(TemplateExpr.Variable variable, TemplateValue value) {
        if (!variables.set(variable.name(), value)) {
            throw new TemplateException(variable.start(), variable.end(), "undefined variable: " + variable.name());
        }
    }

    @Override
    public TemplateValue pipeline(Pipeline expr) {
        if (++steps > MOST_STEPS) {
            throw new TemplateException(expr.start(), expr.end(), "the template works too long");
        }
        TemplateValue value = null;
        for (Command command : expr.commands()) {
            value = command(command, value);
        }
        TemplateValue result = value == null || value instanceof TemplateValue.Nil ? TemplateValue.NIL : value;
        for (TemplateExpr.Variable variable : expr.sets()) {
            if (expr.assigns()) {
                assign(variable, result);
            } else {
                variables.push(variable.name(), result);
            }
        }
        return result;
    }

    private TemplateValue command(Command command, @Nullable TemplateValue last) {
        TemplateExpr first = command.first();
        if (first instanceof TemplateExpr.Function function) {
            return call(function, command.arguments(), last);
        }
        boolean hasArguments = !command.arguments().isEmpty() || last != null;
        if (first instanceof TemplateExpr.Path path) {
            return path(path, hasArguments);
        }
        if (hasArguments) {
            throw new TemplateException(
                    first.start(), command.end(), "can't give an argument to something that is no function");
        }
        if (first instanceof TemplateExpr.Nil) {
            throw new TemplateException(first.start(), first.end(), "nil is not a command");
        }
        return first.accept(this);
    }

    private TemplateValue call(TemplateExpr.Function place, List<TemplateExpr> words, @Nullable TemplateValue last) {
        TemplateFunction function = TemplateFunctions.BY_NAME.get(place.name());
        if (function == null) {
            throw new IllegalStateException("the parser let the function " + place.name() + " pass");
        }
        int count = words.size() + (last == null ? 0 : 1);
        if (!function.takes(count)) {
            throw new TemplateException(
                    place.start(),
                    place.end(),
                    "wrong number of args for " + place.name() + ": want " + function.arity() + " got " + count);
        }
        if (place.name().equals("and") || place.name().equals("or")) {
            return shortCut(place.name().equals("or"), words, last);
        }
        var arguments = new ArrayList<TemplateValue>();
        for (TemplateExpr word : words) {
            arguments.add(checked(function, arguments.size(), word.accept(this), word));
        }
        if (last != null) {
            arguments.add(checked(function, arguments.size(), last, place));
        }
        try {
            return function.body().apply(arguments, context);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(
                    place.start(), place.end(), "error calling " + place.name() + ": " + e.getMessage());
        }
    }

    private TemplateValue shortCut(boolean until, List<TemplateExpr> words, @Nullable TemplateValue last) {
        TemplateValue value = TemplateValue.NIL;
        for (TemplateExpr word : words) {
            value = word.accept(this);
            if (value.truth() == until) {
                return value;
            }
        }
        return last == null ? value : last;
    }

    private static TemplateValue checked(
            TemplateFunction function, int index, TemplateValue value, TemplateExpr place) {
        return at(place.start(), place.end(), () -> function.parameter(index).checked(value));
    }

    @Override
    public TemplateValue constant(TemplateExpr.Constant expr) {
        if (expr.value() instanceof TemplateValue.TooLarge large) {
            throw new TemplateException(expr.start(), expr.end(), large.text() + " overflows int");
        }
        return expr.value();
    }

    @Override
    public TemplateValue nil(TemplateExpr.Nil expr) {
        return TemplateValue.NIL;
    }

    @Override
    public TemplateValue dot(TemplateExpr.Dot expr) {
        return dot;
    }

    @Override
    public TemplateValue variable(TemplateExpr.Variable expr) {
        return variables
                .value(expr.name())
                .orElseThrow(
                        () -> new TemplateException(expr.start(), expr.end(), "undefined variable: " + expr.name()));
    }

    @Override
    public TemplateValue function(TemplateExpr.Function expr) {
        return call(expr, List.of(), null);
    }

    @Override
    public TemplateValue path(TemplateExpr.Path expr) {
        return path(expr, false);
    }

    private TemplateValue path(TemplateExpr.Path expr, boolean hasArguments) {
        TemplateValue value = expr.base().accept(this);
        int last = expr.names().size() - 1;
        for (int i = 0; i <= last; i++) {
            value = field(value, expr.names().get(i), i == last && hasArguments);
        }
        return value;
    }

    private static TemplateValue field(TemplateValue value, TemplateExpr.Name name, boolean hasArguments) {
        if (value.equals(TemplateValue.NIL)) {
            return value;
        }
        TemplateValue found = null;
        if (value instanceof TemplateValue.Labels labels) {
            found = labels.entry(name.text());
        } else if (value instanceof TemplateValue.Arguments arguments) {
            found = arguments.entry(name.text());
        } else if (value instanceof TemplateValue.Struct struct) {
            found = struct.fields().get(name.text());
        } else if (value instanceof TemplateValue.Sample sample) {
            found = sample.struct().fields().get(name.text());
        } else {
            found = GoTime.method(value, name.text()).orElse(null);
        }
        if (found == null) {
            throw new TemplateException(
                    name.start(), name.end(), "can't evaluate field " + name.text() + " in type " + value.type());
        }
        if (hasArguments) {
            throw new TemplateException(name.start(), name.end(), name.text() + " is not a method but has arguments");
        }
        return found;
    }
}
