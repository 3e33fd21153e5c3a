package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a template into tokens; the first mistake is the last token, of the kind {@link Kind#ERROR}. */
final class TemplateLexer {
    private static final String BEGIN = "{{";
    private static final String CLOSE = "}}";
    private static final int END_OF_TEXT = -1;
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final String text;
    private final List<TemplateToken> tokens = new ArrayList<>();
    private int at;
    private int parentheses;
    private boolean failed;

    private TemplateLexer(String text) {
        this.text = text;
    }

    static List<TemplateToken> tokens(String text) {
        var lexer = new TemplateLexer(text);
        while (!lexer.failed && lexer.at < text.length()) {
            lexer.plain();
        }
        if (!lexer.failed) {
            lexer.add(Kind.END, "", text.length());
        }
        return lexer.tokens;
    }

    /** Text up to the next action, and the action. */
    private void plain() {
        int open = text.indexOf(BEGIN, at);
        if (open < 0) {
            add(Kind.TEXT, text.substring(at), at, text.length());
            at = text.length();
            return;
        }
        boolean trims = character(open + 2) == '-' && isSpace(character(open + 3));
        int end = open;
        while (trims && end > at && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end > at) {
            add(Kind.TEXT, text.substring(at, end), at, end);
        }
        at = open + (trims ? 4 : 2);
        if (text.startsWith("/*", at)) {
            comment(open);
        } else {
            add(Kind.OPEN, BEGIN, open, open + 2);
            action(open);
        }
    }

    private void comment(int open) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            fail(open, at + 2, "unclosed comment, expected \"*/}}\"");
            return;
        }
        at = end + 2;
        if (!closes()) {
            fail(end, end + 2, "found text behind the comment, expected \"}}\"");
            return;
        }
        skipClose();
    }

    private void action(int open) {
        parentheses = 0;
        while (!failed) {
            if (closes()) {
                if (parentheses > 0) {
                    fail(at, at + 2, "found the end of the action, expected \")\"");
                    return;
                }
                int start = at;
                skipClose();
                add(Kind.CLOSE, CLOSE, start, at);
                return;
            }
            if (at >= text.length()) {
                fail(open, open + 2, "unclosed action, expected \"}}\"");
                return;
            }
            inside();
        }
    }

    private boolean closes() {
        return text.startsWith(CLOSE, at) || trimsRight(at);
    }

    private boolean trimsRight(int place) {
        return isSpace(character(place)) && text.startsWith("-}}", place + 1);
    }

    private void skipClose() {
        boolean trims = trimsRight(at);
        at += trims ? 4 : 2;
        while (trims && isSpace(character(at))) {
            at++;
        }
    }

    private void inside() {
        int c = character(at);
        switch (c) {
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> add(Kind.ASSIGN, "=", at + 1);
            case ':' -> {
                if (character(at + 1) != '=') {
                    fail(at, at + 1, "found \":\", expected \":=\"");
                    return;
                }
                add(Kind.DECLARE, ":=", at + 2);
            }
            case '|' -> add(Kind.PIPE, "|", at + 1);
            case '"' -> quoted('"', Kind.STRING, "string");
            case '\'' -> quoted('\'', Kind.CHARACTER, "character");
            case '`' -> rawString();
            case '$' -> variable();
            case '(' -> {
                parentheses++;
                add(Kind.LEFT, "(", at + 1);
            }
            case ')' -> right();
            case '.' -> dot();
            default -> word(c);
        }
    }

    private void space() {
        int end = at;
        while (isSpace(character(end))) {
            end++;
        }
        if (trimsRight(end - 1)) {
            end--;
        }
        if (end > at) {
            add(Kind.SPACE, " ", end);
        }
    }

    private void right() {
        if (--parentheses < 0) {
            fail(at, at + 1, "found \")\" without a \"(\" before it");
            return;
        }
        add(Kind.RIGHT, ")", at + 1);
    }

    private void quoted(char quote, Kind kind, String what) {
        int end = at + 1;
        while (character(end) != quote) {
            if (character(end) == '\\') {
                end++;
            }
            if (end >= text.length() || character(end) == '\n') {
                fail(at, Math.min(end, text.length()), "unterminated " + what + ", expected " + quote);
                return;
            }
            end++;
        }
        add(kind, text.substring(at, end + 1), end + 1);
    }

    private void rawString() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            fail(at, text.length(), "unterminated raw string, expected `");
            return;
        }
        add(Kind.RAW_STRING, text.substring(at, end + 1), end + 1);
    }

    private void variable() {
        int end = wordEnd(at + 1);
        if (isUnended(end)) {
            return;
        }
        add(Kind.VARIABLE, text.substring(at, end), end);
    }

    private void dot() {
        if (isDigit(character(at + 1))) {
            number();
            return;
        }
        int end = wordEnd(at + 1);
        if (isUnended(end)) {
            return;
        }
        if (end == at + 1) {
            add(Kind.DOT, ".", end);
        } else {
            add(Kind.FIELD, text.substring(at + 1, end), end);
        }
    }

    private void word(int c) {
        if (c == '+' || c == '-' || isDigit(c)) {
            number();
            return;
        }
        if (!isWordPart(c)) {
            boolean plain = c >= ' ' && c < 0x7f;
            if (plain) {
                add(Kind.OTHER, Character.toString(c), at + 1);
            } else {
                fail(at, at + Character.charCount(c), String.format("unexpected character U+%04X", c));
            }
            return;
        }
        int end = wordEnd(at);
        if (isUnended(end)) {
            return;
        }
        String word = text.substring(at, end);
        Kind kind = KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.WORD;
        if (word.equals("true") || word.equals("false")) {
            kind = Kind.TRUTH;
        } else if (word.equals("nil")) {
            kind = Kind.NIL;
        }
        add(kind, word, end);
    }

    private int wordEnd(int from) {
        int end = from;
        while (isWordPart(character(end))) {
            end += Character.charCount(character(end));
        }
        return end;
    }

    /** Behind a name only few characters may stand; true when the mistake was noted. */
    private boolean isUnended(int end) {
        int c = character(end);
        boolean ends = c == END_OF_TEXT || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || text.startsWith(CLOSE, end);
        if (!ends) {
            String name = text.substring(at, end);
            fail(
                    end,
                    end + Character.charCount(c),
                    "found \"" + Character.toString(c) + "\" behind \"" + name + "\", expected a space");
        }
        return !ends;
    }

    private void number() {
        int end = GoNumber.end(text, at);
        int sign = character(end);
        if (end > 0 && (sign == '+' || sign == '-')) {
            int second = GoNumber.end(text, end);
            end = second > 0 && text.charAt(second - 1) == 'i' ? second : -1;
        }
        if (end < 0) {
            fail(at, Math.min(at + 1, text.length()), "bad number");
            return;
        }
        add(Kind.NUMBER, text.substring(at, end), end);
    }

    private int character(int index) {
        return index >= 0 && index < text.length() ? text.codePointAt(index) : END_OF_TEXT;
    }

    static boolean isWordPart(int c) {
        return c == '_' || (c > 0 && (Character.isLetter(c) || Character.isDigit(c)));
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void add(Kind kind, String value, int end) {
        add(kind, value, at, end);
        at = end;
    }

    private void add(Kind kind, String value, int start, int end) {
        tokens.add(new TemplateToken(kind, value, start, end));
    }

    private void fail(int start, int end, String message) {
        failed = true;
        add(Kind.ERROR, message, start, end);
    }
}
