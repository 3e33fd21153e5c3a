package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Labels;
import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Struct;
import dev.strata.rulegen.template.TemplateValue.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders one template once. */
final class TemplateRenderer implements TemplateNode.Visitor<TemplateRenderer.Flow> {
    private static final int DEEPEST = 500;
    private static final int LONGEST = 1 << 20;
    private static final int MOST_STEPS = 1_000_000;

    private final Map<String, List<TemplateNode>> defined;
    private final TemplateEvaluation evaluation;
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private int steps;

    /** How a node was left. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    TemplateRenderer(TemplateContext context, Map<String, List<TemplateNode>> defined) {
        this.defined = defined;
        var fields = new LinkedHashMap<String, TemplateValue>();
        fields.put("Labels", new Labels(context.labels()));
        fields.put("ExternalLabels", new Labels(context.externalLabels()));
        fields.put("ExternalURL", new Text(context.externalUrl()));
        fields.put("Value", new Real(context.value()));
        var alert = new Struct(
                "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string;"
                        + " Value interface {} }",
                fields);
        evaluation = new TemplateEvaluation(context, alert);
        fields.forEach((name, value) -> evaluation
                .variables()
                .push("$" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value));
    }

    String render(List<TemplateNode> nodes) {
        walk(nodes, nodes.isEmpty() ? null : nodes.get(0));
        return out.toString();
    }

    private Flow walk(List<TemplateNode> nodes, @Nullable TemplateNode place) {
        if (++depth > DEEPEST && place != null) {
            throw new TemplateException(place.start(), place.end(), "exceeded maximum template depth");
        }
        Flow flow = Flow.NEXT;
        for (TemplateNode node : nodes) {
            if (++steps > MOST_STEPS || out.length() > LONGEST) {
                throw new TemplateException(node.start(), node.end(), "the text becomes too long");
            }
            flow = node.accept(this);
            if (flow != Flow.NEXT) {
                break;
            }
        }
        depth--;
        return flow;
    }

    @Override
    public Flow text(TemplateNode.Text node) {
        out.append(node.text());
        return Flow.NEXT;
    }

    @Override
    public Flow output(TemplateNode.Output node) {
        TemplateValue value = evaluation.pipeline(node.pipeline());
        if (node.pipeline().sets().isEmpty()) {
            out.append(TemplateEvaluation.at(node.start(), node.end(), () -> GoFormat.text(value)));
        }
        return Flow.NEXT;
    }

    @Override
    public Flow branch(TemplateNode.Branch node) {
        int mark = evaluation.variables().size();
        Flow flow = Flow.NEXT;
        boolean taken = false;
        for (TemplateNode.Arm arm : node.arms()) {
            TemplateValue value = evaluation.pipeline(arm.condition());
            taken = value.truth();
            if (taken) {
                TemplateValue before = evaluation.dot();
                evaluation.dot(node.setsDot() ? value : before);
                flow = walk(arm.body(), node);
                evaluation.dot(before);
                break;
            }
        }
        if (!taken) {
            flow = walk(node.otherwise(), node);
        }
        evaluation.variables().cut(mark);
        return flow;
    }

    @Override
    public Flow range(TemplateNode.Range node) {
        int mark = evaluation.variables().size();
        TemplateValue value = evaluation.pipeline(node.pipeline());
        TemplateElements elements = TemplateEvaluation.at(
                node.pipeline().start(), node.pipeline().end(), () -> TemplateElements.of(value, node.pipeline()));
        Flow flow = Flow.NEXT;
        if (elements.count() == 0) {
            flow = walk(node.otherwise(), node);
        } else {
            loop(node, elements);
        }
        evaluation.variables().cut(mark);
        return flow;
    }

    private void loop(TemplateNode.Range node, TemplateElements elements) {
        TemplateValue before = evaluation.dot();
        int mark = evaluation.variables().size();
        for (long i = 0; i < elements.count(); i++) {
            if (++steps > MOST_STEPS) {
                throw new TemplateException(node.start(), node.end(), "the loop goes on too long");
            }
            TemplateValue element = elements.element(i);
            evaluation.loopVariables(node.pipeline(), elements.key(i), element);
            evaluation.dot(element);
            Flow flow = walk(node.body(), node);
            evaluation.variables().cut(mark);
            if (flow == Flow.BREAK) {
                break;
            }
        }
        evaluation.dot(before);
    }

    @Override
    public Flow invoke(TemplateNode.Invoke node) {
        List<TemplateNode> body = defined.get(node.name());
        if (body == null) {
            throw new TemplateException(node.start(), node.end(), "template \"" + node.name() + "\" not defined");
        }
        TemplateValue argument = node.argument() == null ? TemplateValue.NIL : evaluation.pipeline(node.argument());
        TemplateEvaluation.Frame before = evaluation.enter(argument);
        walk(body, node);
        evaluation.leave(before);
        return Flow.NEXT;
    }

    @Override
    public Flow jump(TemplateNode.Jump node) {
        return node.ends() ? Flow.BREAK : Flow.CONTINUE;
    }
}
