package dev.strata.rulegen.diagnostic;

/**
 * A piece of a source text as UTF-16 offsets, {@code end} exclusive. An empty span marks a place between characters.
 */
public record Span(int start, int end) {
    /** The span of things that were built in code and stand in no text. */
    public static final Span NONE = new Span(-1, -1);

    public Span {
        if (end < start || start < -1) {
            throw new IllegalArgumentException("bad span " + start + ".." + end);
        }
    }

    public static Span at(int offset) {
        return new Span(offset, offset);
    }

    public boolean isNone() {
        return start < 0;
    }

    public int length() {
        return end - start;
    }

    /** The smallest span that covers both; {@link #NONE} counts as nothing. */
    public Span to(Span other) {
        if (isNone()) {
            return other;
        }
        if (other.isNone()) {
            return this;
        }
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** The same piece seen from a text that begins {@code offset} characters earlier. */
    public Span shift(int offset) {
        return isNone() ? this : new Span(start + offset, end + offset);
    }
}
