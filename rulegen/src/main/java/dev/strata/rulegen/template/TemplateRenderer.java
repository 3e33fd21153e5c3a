package dev.strata.rulegen.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders one template once. */
final class TemplateRenderer implements TemplateNode.Visitor<String>, TemplateExpr.Visitor<TemplateValue> {
    private final TemplateContext context;
    private final Deque<Map<String, TemplateValue>> scopes = new ArrayDeque<>();
    private TemplateValue dot;

    TemplateRenderer(TemplateContext context) {
        this.context = context;
        var sample = new TemplateSample(context.labels(), context.value());
        dot = new TemplateValue.Sample(sample);
        var given = new HashMap<String, TemplateValue>();
        given.put("$", dot);
        given.put("$labels", new TemplateValue.Labels(context.labels()));
        given.put("$value", new TemplateValue.Real(context.value()));
        given.put("$externalLabels", new TemplateValue.Labels(new TreeMap<>()));
        given.put("$externalURL", new TemplateValue.Text(""));
        scopes.push(given);
    }

    String render(List<TemplateNode> nodes) {
        var out = new StringBuilder();
        for (TemplateNode node : nodes) {
            out.append(node.accept(this));
        }
        return out.toString();
    }

    @Override
    public String text(TemplateNode.Text node) {
        return node.text();
    }

    @Override
    public String output(TemplateNode.Output node) {
        return node.pipeline().accept(this).text();
    }

    @Override
    public String assign(TemplateNode.Assign node) {
        TemplateValue value = node.pipeline().accept(this);
        if (node.declares()) {
            scopes.element().put(node.name(), value);
        } else {
            scopes.stream()
                    .filter(scope -> scope.containsKey(node.name()))
                    .findFirst()
                    .ifPresent(scope -> scope.put(node.name(), value));
        }
        return "";
    }

    @Override
    public String branch(TemplateNode.Branch node) {
        TemplateValue value = node.pipeline().accept(this);
        TemplateValue before = dot;
        scopes.push(new HashMap<>());
        if (node.variable() != null) {
            scopes.element().put(node.variable(), value);
        }
        if (node.setsDot() && value.truth()) {
            dot = value;
        }
        String text = render(value.truth() ? node.then() : node.otherwise());
        scopes.pop();
        dot = before;
        return text;
    }

    @Override
    public String range(TemplateNode.Range node) {
        TemplateValue value = node.pipeline().accept(this);
        List<TemplateValue> elements = value.elements()
                .orElseThrow(() ->
                        new TemplateException(node.pipeline().offset(), "range can't iterate over " + value.text()));
        if (elements.isEmpty()) {
            return render(node.otherwise());
        }
        TemplateValue before = dot;
        var out = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            scopes.push(new HashMap<>());
            dot = elements.get(i);
            if (node.key() != null) {
                scopes.element().put(node.key(), new TemplateValue.Whole(i));
            }
            if (node.element() != null) {
                scopes.element().put(node.element(), dot);
            }
            out.append(render(node.body()));
            scopes.pop();
        }
        dot = before;
        return out.toString();
    }

    @Override
    public TemplateValue literal(TemplateExpr.Literal expr) {
        return expr.value();
    }

    @Override
    public TemplateValue dot(TemplateExpr.Dot expr) {
        return dot;
    }

    @Override
    public TemplateValue variable(TemplateExpr.Variable expr) {
        for (Map<String, TemplateValue> scope : scopes) {
            TemplateValue value = scope.get(expr.name());
            if (value != null) {
                return value;
            }
        }
        throw new TemplateException(expr.offset(), "undefined variable \"" + expr.name() + "\"");
    }

    @Override
    public TemplateValue fields(TemplateExpr.Fields expr) {
        TemplateValue value = expr.base().accept(this);
        for (String name : expr.names()) {
            TemplateValue from = value;
            value = value.field(name)
                    .orElseThrow(() -> new TemplateException(
                            expr.offset(), "can't evaluate field " + name + " of " + from.text()));
        }
        return value;
    }

    @Override
    public TemplateValue call(TemplateExpr.Call expr) {
        TemplateFunction function = TemplateFunctions.BY_NAME.get(expr.function());
        if (function == null) {
            throw new IllegalStateException("the parser let the function " + expr.function() + " pass");
        }
        var arguments =
                expr.arguments().stream().map(argument -> argument.accept(this)).toList();
        try {
            return function.body().apply(arguments, context);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(expr.offset(), "error calling " + expr.function() + ": " + e.getMessage());
        }
    }
}
