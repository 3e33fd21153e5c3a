package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A parsed annotation. */
public final class AnnotationTemplate {
    private final List<TemplateNode> nodes;
    private final Map<String, List<TemplateNode>> defined;
    private final TemplateReads reads;

    private AnnotationTemplate(List<TemplateNode> nodes, Map<String, List<TemplateNode>> defined) {
        this.nodes = List.copyOf(nodes);
        this.defined = Map.copyOf(defined);
        this.reads = TemplateReads.of(this.nodes, this.defined);
    }

    /** Reads a template; throws {@link TemplateException} at the first thing that Prometheus would refuse. */
    public static AnnotationTemplate parse(String text) {
        var parser = new TemplateParser(TemplateLexer.tokens(text));
        List<TemplateNode> nodes = parser.template();
        return new AnnotationTemplate(nodes, parser.defined());
    }

    /** The names of all functions that a template may call. */
    public static SortedSet<String> functions() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(TemplateFunctions.BY_NAME.keySet()));
    }

    /** Names of the alert's labels that the template reads by name. */
    public SortedSet<String> labels() {
        return reads.names();
    }

    /** What the template reads of the alert, and how. */
    public TemplateReads reads() {
        return reads;
    }

    /** True when the template calls {@code query}. */
    public boolean queries() {
        return reads.queries();
    }

    /** The text that Prometheus would send; throws {@link TemplateException} where it would write an error instead. */
    public String render(TemplateContext context) {
        return new TemplateRenderer(context, defined).render(nodes);
    }
}
