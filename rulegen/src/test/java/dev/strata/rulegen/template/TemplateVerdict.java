package dev.strata.rulegen.template;

/**
 * What became of a template.
 *
 * @param text what was written, or why nothing was
 */
record TemplateVerdict(Outcome outcome, String text) {

    enum Outcome {
        RENDERED,
        FAILED,
        REFUSED
    }

    static TemplateVerdict rendered(String text) {
        return new TemplateVerdict(Outcome.RENDERED, text);
    }

    static TemplateVerdict failed(String why) {
        return new TemplateVerdict(Outcome.FAILED, why);
    }

    static TemplateVerdict refused(String why) {
        return new TemplateVerdict(Outcome.REFUSED, why);
    }

    /** Ours. */
    static TemplateVerdict of(String text) {
        AnnotationTemplate template;
        try {
            template = AnnotationTemplate.parse(text);
        } catch (TemplateException e) {
            return refused(String.valueOf(e.getMessage()));
        }
        try {
            return rendered(template.render(TemplateWorld.context()));
        } catch (TemplateException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** Addresses of memory are another ones each time; a text that has them cannot be compared. */
    boolean hasAddress() {
        return text.matches("(?is).*(0xc[0-9a-f]{6,}|address of memory|824[0-9]{9}|30000[0-7]{9,}).*");
    }

    /** Reasons may differ, the rest must not. */
    boolean agreesWith(TemplateVerdict other) {
        return outcome == other.outcome && (outcome != Outcome.RENDERED || text.equals(other.text));
    }
}
