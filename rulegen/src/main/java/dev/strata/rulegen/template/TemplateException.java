package dev.strata.rulegen.template;

/** A template that cannot be read or rendered; the offset counts UTF-16 units of its text. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    TemplateException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
