package dev.strata.rulegen.definition.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Finds where each character of a scalar stands in the file, by walking value and file side by side. Exact for all
 * characters but blanks and line breaks that folding made or removed: those stand where the fold is.
 */
final class ScalarPlaces {
    private final String text;
    private final String value;
    private final ScalarStyle style;
    private final int[] offsets;
    private int at;

    private ScalarPlaces(String text, int start, String value, ScalarStyle style) {
        this.text = text;
        this.value = value;
        this.style = style;
        this.offsets = new int[value.length()];
        this.at = start;
    }

    /** Offsets for a scalar that begins, with its quote or block head, at {@code start}; they never fall. */
    static int[] of(String text, int start, String value, ScalarStyle style) {
        var places = new ScalarPlaces(text, start, value, style);
        places.skipHead();
        places.walk();
        return places.offsets;
    }

    private void skipHead() {
        switch (style) {
            case SINGLE_QUOTED -> at = text.indexOf('\'', at) + 1;
            case DOUBLE_QUOTED -> at = text.indexOf('"', at) + 1;
            case LITERAL, FOLDED -> {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
                at++;
            }
            default -> {}
        }
    }

    private void walk() {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isBlank(c) && style != ScalarStyle.DOUBLE_QUOTED) {
                onBlank(i);
            } else {
                onText(i, c);
            }
        }
    }

    /** A blank or line break of the value: the next one of the file, or none where the fold has used them up. */
    private void onBlank(int i) {
        offsets[i] = Math.min(at, text.length());
        if (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void onText(int i, char c) {
        boolean doubled = style == ScalarStyle.DOUBLE_QUOTED;
        if (doubled && isBlank(c)) {
            if (at < text.length() && isBlank(text.charAt(at))) {
                onBlank(i);
                return;
            }
        } else {
            skipBlanks();
        }
        offsets[i] = Math.min(at, text.length());
        if (at >= text.length()) {
            return;
        }
        if (doubled && text.charAt(at) == '\\') {
            at += escapeLength();
        } else if (style == ScalarStyle.SINGLE_QUOTED && text.startsWith("''", at)) {
            at += 2;
        } else {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length()
                && (isBlank(text.charAt(at)) || (style == ScalarStyle.DOUBLE_QUOTED && text.startsWith("\\\n", at)))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
    }

    private int escapeLength() {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
