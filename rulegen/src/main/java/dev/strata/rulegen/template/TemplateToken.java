package dev.strata.rulegen.template;

/**
 * A token of a template.
 *
 * @param text as written; of fields without the dot, of an {@link Kind#ERROR} the message
 * @param end behind the last character
 */
record TemplateToken(Kind kind, String text, int start, int end) {

    /** True for the keyword or the character given. */
    boolean is(Kind wanted, String word) {
        return kind == wanted && text.equals(word);
    }

    /** The token as messages name it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the text";
            case CLOSE -> "\"}}\"";
            case SPACE -> "a space";
            case TEXT -> "text";
            case FIELD -> "\"." + text + "\"";
            default -> text.length() <= 40 ? "\"" + text + "\"" : "\"" + text.substring(0, 40) + "...\"";
        };
    }

    /** What a token is. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        SPACE,
        STRING,
        RAW_STRING,
        CHARACTER,
        NUMBER,
        TRUTH,
        NIL,
        WORD,
        KEYWORD,
        FIELD,
        VARIABLE,
        DOT,
        PIPE,
        DECLARE,
        ASSIGN,
        LEFT,
        RIGHT,
        OTHER,
        ERROR,
        END
    }
}
