package dev.strata.rulegen.template;

/** A template that cannot be read or rendered; places count UTF-16 units of its text. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final int end;

    TemplateException(int offset, int end, String message) {
        super(message);
        this.offset = offset;
        this.end = end;
    }

    public int offset() {
        return offset;
    }

    /** Where the text that the message speaks of ends. */
    public int end() {
        return end;
    }
}
