package dev.strata.rulegen.template;

/**
 * Where a value comes from, as far as that can be told without rendering.
 *
 * @param text of a {@link Kind#LABEL} its name, of a {@link Kind#TEXT} what it says, else empty
 */
record TemplateOrigin(Kind kind, String text) {
    static final TemplateOrigin ALERT = new TemplateOrigin(Kind.ALERT, "");
    static final TemplateOrigin LABELS = new TemplateOrigin(Kind.LABELS, "");
    static final TemplateOrigin EXTERNAL = new TemplateOrigin(Kind.EXTERNAL, "");
    static final TemplateOrigin VALUE = new TemplateOrigin(Kind.VALUE, "");
    static final TemplateOrigin REAL = new TemplateOrigin(Kind.REAL, "");
    static final TemplateOrigin WHOLE = new TemplateOrigin(Kind.WHOLE, "");
    static final TemplateOrigin STRING = new TemplateOrigin(Kind.STRING, "");
    static final TemplateOrigin SAMPLE = new TemplateOrigin(Kind.SAMPLE, "");
    static final TemplateOrigin SAMPLES = new TemplateOrigin(Kind.SAMPLES, "");
    static final TemplateOrigin UNKNOWN = new TemplateOrigin(Kind.UNKNOWN, "");

    /** Origins that matter. */
    enum Kind {
        ALERT("the alert"),
        LABELS("a label set"),
        EXTERNAL("a label set"),
        LABEL("a text"),
        VALUE("a floating-point number"),
        TEXT("a text"),
        STRING("a text"),
        REAL("a floating-point number"),
        WHOLE("an integer"),
        SAMPLE("one sample of a query"),
        SAMPLES("the answer of a query"),
        UNKNOWN("something");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static TemplateOrigin label(String name) {
        return new TemplateOrigin(Kind.LABEL, name);
    }

    static TemplateOrigin of(TemplateValue constant) {
        if (constant instanceof TemplateValue.Text text) {
            return new TemplateOrigin(Kind.TEXT, text.value());
        }
        if (constant instanceof TemplateValue.Real) {
            return REAL;
        }
        return constant instanceof TemplateValue.Whole ? WHOLE : UNKNOWN;
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isString() {
        return kind == Kind.LABEL || kind == Kind.TEXT || kind == Kind.STRING;
    }

    boolean isReal() {
        return kind == Kind.VALUE || kind == Kind.REAL;
    }

    boolean isKnown() {
        return kind != Kind.UNKNOWN;
    }
}
