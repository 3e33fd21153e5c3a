package dev.strata.rulegen.template;

/**
 * A token of a template.
 *
 * @param text for strings the value, for everything else as written
 */
record TemplateToken(Kind kind, String text, int offset) {
    /** What a token is. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        STRING,
        NUMBER,
        WORD,
        FIELD,
        VARIABLE,
        DOT,
        PIPE,
        COMMA,
        DECLARE,
        ASSIGN,
        LEFT,
        RIGHT,
        END
    }
}
