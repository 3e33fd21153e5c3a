package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A parsed annotation. */
public final class AnnotationTemplate {
    private final List<TemplateNode> nodes;
    private final SortedSet<String> labels;
    private final boolean asks;

    private AnnotationTemplate(List<TemplateNode> nodes, TemplateParser parser) {
        this.nodes = List.copyOf(nodes);
        this.labels = Collections.unmodifiableSortedSet(new TreeSet<>(parser.labels()));
        this.asks = parser.asks();
    }

    /** Reads a template; throws {@link TemplateException} at the first thing that Prometheus would refuse. */
    public static AnnotationTemplate parse(String text) {
        var parser = new TemplateParser(TemplateLexer.tokens(text));
        List<TemplateNode> nodes = parser.template();
        return new AnnotationTemplate(nodes, parser);
    }

    /** Names of the alert's labels that the template reads by name. */
    public SortedSet<String> labels() {
        return labels;
    }

    /** True when the template calls {@code query}. */
    public boolean queries() {
        return asks;
    }

    /** The text that Prometheus would send; throws {@link TemplateException} where it would write an error instead. */
    public String render(TemplateContext context) {
        return new TemplateRenderer(context).render(nodes);
    }
}
