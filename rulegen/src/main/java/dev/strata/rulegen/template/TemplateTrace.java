package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateExpr.Command;
import dev.strata.rulegen.template.TemplateExpr.Pipeline;
import dev.strata.rulegen.template.TemplateOrigin.Kind;
import dev.strata.rulegen.template.TemplateReads.LabelRead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the alert's labels and value through a template; all branches count. */
final class TemplateTrace implements TemplateNode.Visitor<TemplateTrace>, TemplateExpr.Visitor<TemplateOrigin> {
    private final Map<String, List<TemplateNode>> defined;
    private final Set<LabelRead> labels = new LinkedHashSet<>();
    private final TemplateCalls calls = new TemplateCalls();
    private final Set<Called> seen = new HashSet<>();
    private final Deque<Called> waiting = new ArrayDeque<>();
    private final Set<String> changed = new HashSet<>();
    private List<Known> variables = new ArrayList<>();
    private Map<String, Deque<TemplateOrigin>> byName = new HashMap<>();
    private TemplateOrigin dot = TemplateOrigin.ALERT;
    private boolean inCondition;

    /** A template with what its dot is. */
    private record Called(String name, TemplateOrigin dot) {}

    private record Known(String name) {}

    private TemplateTrace(Map<String, List<TemplateNode>> defined, Set<String> changed) {
        this.defined = defined;
        this.changed.addAll(changed);
    }

    /** Walks twice: what is assigned to anywhere is known only after the first time. */
    static TemplateReads of(List<TemplateNode> nodes, Map<String, List<TemplateNode>> defined) {
        var first = new TemplateTrace(defined, Set.of());
        first.run(nodes);
        return new TemplateTrace(defined, first.changed).run(nodes);
    }

    private TemplateReads run(List<TemplateNode> nodes) {
        declare("$", TemplateOrigin.ALERT);
        declare("$labels", TemplateOrigin.LABELS);
        declare("$externalLabels", TemplateOrigin.EXTERNAL);
        declare("$externalURL", TemplateOrigin.STRING);
        declare("$value", TemplateOrigin.VALUE);
        walk(nodes, dot);
        for (Called next = waiting.poll(); next != null; next = waiting.poll()) {
            variables = new ArrayList<>();
            byName = new HashMap<>();
            dot = next.dot();
            declare("$", dot);
            walk(defined.getOrDefault(next.name(), List.of()), dot);
        }
        return new TemplateReads(
                List.copyOf(labels),
                List.copyOf(calls.comparisons()),
                List.copyOf(calls.values()),
                List.copyOf(calls.mistakes()),
                calls.queries());
    }

    private void walk(List<TemplateNode> nodes, TemplateOrigin inside) {
        TemplateOrigin before = dot;
        dot = inside;
        nodes.forEach(node -> node.accept(this));
        dot = before;
    }

    private void declare(String name, TemplateOrigin origin) {
        variables.add(new Known(name));
        byName.computeIfAbsent(name, key -> new ArrayDeque<>()).push(origin);
    }

    private void cut(int size) {
        while (variables.size() > size) {
            Known last = variables.remove(variables.size() - 1);
            byName.getOrDefault(last.name(), new ArrayDeque<>()).poll();
        }
    }

    @Override
    public TemplateTrace text(TemplateNode.Text node) {
        return this;
    }

    @Override
    public TemplateTrace output(TemplateNode.Output node) {
        Pipeline pipeline = node.pipeline();
        TemplateOrigin origin = pipeline.accept(this);
        if (pipeline.sets().isEmpty() && origin.is(Kind.VALUE)) {
            calls.writtenAsItIs(pipeline);
        }
        return this;
    }

    @Override
    public TemplateTrace branch(TemplateNode.Branch node) {
        int mark = variables.size();
        for (TemplateNode.Arm arm : node.arms()) {
            inCondition = true;
            TemplateOrigin origin = arm.condition().accept(this);
            inCondition = false;
            walk(arm.body(), node.setsDot() ? origin : dot);
        }
        walk(node.otherwise(), dot);
        cut(mark);
        return this;
    }

    @Override
    public TemplateTrace range(TemplateNode.Range node) {
        int mark = variables.size();
        TemplateOrigin origin = node.pipeline().accept(this);
        TemplateOrigin element = switch (origin.kind()) {
            case SAMPLES -> TemplateOrigin.SAMPLE;
            case LABELS, EXTERNAL -> TemplateOrigin.STRING;
            default -> TemplateOrigin.UNKNOWN;
        };
        cut(mark);
        List<TemplateExpr.Variable> sets = node.pipeline().sets();
        if (!node.pipeline().assigns()) {
            for (int i = 0; i < sets.size(); i++) {
                boolean isElement = i == sets.size() - 1;
                declare(sets.get(i).name(), isElement ? element : TemplateOrigin.UNKNOWN);
            }
        }
        walk(node.body(), element);
        cut(mark);
        sets.forEach(set -> declare(set.name(), TemplateOrigin.UNKNOWN));
        walk(node.otherwise(), dot);
        cut(mark);
        return this;
    }

    @Override
    public TemplateTrace invoke(TemplateNode.Invoke node) {
        TemplateOrigin given = node.argument() == null
                ? TemplateOrigin.UNKNOWN
                : node.argument().accept(this);
        if (!defined.containsKey(node.name())) {
            calls.mistake("the template \"" + node.name() + "\" is not defined", "", node.start(), node.end());
            return this;
        }
        boolean isText = given.is(Kind.LABEL) || given.is(Kind.TEXT);
        var called = new Called(node.name(), isText ? TemplateOrigin.STRING : given);
        if (seen.add(called)) {
            waiting.add(called);
        }
        return this;
    }

    @Override
    public TemplateTrace jump(TemplateNode.Jump node) {
        return this;
    }

    @Override
    public TemplateOrigin pipeline(Pipeline expr) {
        TemplateOrigin result = null;
        for (Command command : expr.commands()) {
            result = command(command, result);
        }
        TemplateOrigin origin = result == null ? TemplateOrigin.UNKNOWN : result;
        for (TemplateExpr.Variable variable : expr.sets()) {
            if (expr.assigns()) {
                changed.add(variable.name());
            } else {
                declare(variable.name(), origin);
            }
        }
        return origin;
    }

    private TemplateOrigin command(Command command, @Nullable TemplateOrigin last) {
        var origins = new ArrayList<TemplateOrigin>();
        if (!(command.first() instanceof TemplateExpr.Function function)) {
            TemplateOrigin origin = command.first().accept(this);
            command.arguments().forEach(word -> word.accept(this));
            return last == null && command.arguments().isEmpty() ? origin : TemplateOrigin.UNKNOWN;
        }
        List<TemplateExpr> places = new ArrayList<>(command.arguments());
        command.arguments().forEach(word -> origins.add(word.accept(this)));
        if (last != null) {
            origins.add(last);
            places.add(function);
        }
        boolean indexes = function.name().equals("index") && origins.size() == 2;
        if (indexes && origins.get(1).is(Kind.TEXT)) {
            TemplateExpr place = places.get(1);
            return field(origins.get(0), origins.get(1).text(), place.start(), place.end());
        }
        return calls.result(function, origins, places);
    }

    @Override
    public TemplateOrigin constant(TemplateExpr.Constant expr) {
        return TemplateOrigin.of(expr.value());
    }

    @Override
    public TemplateOrigin nil(TemplateExpr.Nil expr) {
        return TemplateOrigin.UNKNOWN;
    }

    @Override
    public TemplateOrigin dot(TemplateExpr.Dot expr) {
        return dot;
    }

    /** A variable that is assigned to somewhere may hold anything from there on, in loops also before. */
    @Override
    public TemplateOrigin variable(TemplateExpr.Variable expr) {
        Deque<TemplateOrigin> known = byName.get(expr.name());
        if (known == null || known.isEmpty() || changed.contains(expr.name())) {
            return TemplateOrigin.UNKNOWN;
        }
        return known.element();
    }

    @Override
    public TemplateOrigin function(TemplateExpr.Function expr) {
        return calls.result(expr, List.of(), List.of());
    }

    @Override
    public TemplateOrigin path(TemplateExpr.Path expr) {
        TemplateOrigin origin = expr.base().accept(this);
        for (TemplateExpr.Name name : expr.names()) {
            int start = expr.base() instanceof TemplateExpr.Pipeline ? name.start() : expr.start();
            origin = field(origin, name.text(), start, name.end());
        }
        return origin;
    }

    private TemplateOrigin field(TemplateOrigin origin, String name, int start, int end) {
        switch (origin.kind()) {
            case LABELS, EXTERNAL -> {
                labels.add(new LabelRead(name, origin.is(Kind.EXTERNAL), inCondition, start, end));
                return origin.is(Kind.LABELS) ? TemplateOrigin.label(name) : TemplateOrigin.STRING;
            }
            case ALERT -> {
                return ofAlert(name, start, end);
            }
            case SAMPLE -> {
                if (!name.equals("Labels") && !name.equals("Value")) {
                    calls.mistake(noField(origin, name), "write .Labels or .Value", start, end);
                }
                return name.equals("Value") ? TemplateOrigin.REAL : TemplateOrigin.UNKNOWN;
            }
            case UNKNOWN -> {
                return TemplateOrigin.UNKNOWN;
            }
            default -> {
                String hint = origin.is(Kind.SAMPLES) ? "take one of them with first or range" : "";
                calls.mistake(noField(origin, name), hint, start, end);
                return TemplateOrigin.UNKNOWN;
            }
        }
    }

    private TemplateOrigin ofAlert(String name, int start, int end) {
        return switch (name) {
            case "Labels" -> TemplateOrigin.LABELS;
            case "ExternalLabels" -> TemplateOrigin.EXTERNAL;
            case "ExternalURL" -> TemplateOrigin.STRING;
            case "Value" -> TemplateOrigin.VALUE;
            default -> {
                calls.mistake(
                        noField(TemplateOrigin.ALERT, name),
                        "it has .Labels, .Value, .ExternalLabels and .ExternalURL",
                        start,
                        end);
                yield TemplateOrigin.UNKNOWN;
            }
        };
    }

    private static String noField(TemplateOrigin origin, String name) {
        return origin.kind().words() + " has no field \"" + name + "\"";
    }
}
