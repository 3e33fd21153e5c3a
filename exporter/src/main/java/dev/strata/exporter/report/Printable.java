package dev.strata.exporter.report;

/**
 * Text from a cluster or a recording, made fit to be shown: nothing in it may steer a terminal or turn the direction of
 * writing.
 */
final class Printable {

    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** The text with each character that cannot be seen replaced by a mark; breaks of lines become spaces. */
    static String text(String raw) {
        if (isPrintable(raw)) {
            return raw;
        }
        var clean = new StringBuilder(raw.length());
        raw.codePoints()
                .map(c -> c == '\n' || c == '\r' || c == '\t' ? ' ' : isVisible(c) ? c : REPLACEMENT)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    static boolean isPrintable(String raw) {
        return raw.codePoints().allMatch(Printable::isVisible);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
