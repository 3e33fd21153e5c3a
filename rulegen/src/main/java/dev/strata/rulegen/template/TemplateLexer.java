package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a template into tokens; the trim markers of braces are applied here. */
final class TemplateLexer {
    private final String text;
    private final List<TemplateToken> tokens = new ArrayList<>();
    private int at;

    private TemplateLexer(String text) {
        this.text = text;
    }

    static List<TemplateToken> tokens(String text) {
        var lexer = new TemplateLexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean trimLeft = false;
        while (true) {
            int open = text.indexOf("{{", at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            if (trimLeft) {
                plain = plain.stripLeading();
            }
            boolean trims = open >= 0 && text.startsWith("{{- ", open);
            if (trims) {
                plain = plain.stripTrailing();
            }
            if (!plain.isEmpty()) {
                add(Kind.TEXT, plain, at);
            }
            if (open < 0) {
                add(Kind.END, "", text.length());
                return;
            }
            at = open + (trims ? 3 : 2);
            trimLeft = isComment() ? skipComment(open) : action(open);
        }
    }

    private boolean isComment() {
        return text.startsWith("/*", at) || text.startsWith(" /*", at);
    }

    private boolean skipComment(int open) {
        int end = text.indexOf("*/", at);
        int close = end < 0 ? -1 : text.indexOf("}}", end);
        if (close < 0) {
            throw new TemplateException(open, "unclosed comment");
        }
        at = close + 2;
        return text.startsWith(" -}}", end + 2);
    }

    private boolean action(int open) {
        add(Kind.OPEN, "{{", open);
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                throw new TemplateException(open, "unclosed action, expected \"}}\"");
            }
            boolean trims = text.startsWith("-}}", at) && Character.isWhitespace(text.charAt(at - 1));
            if (trims || text.startsWith("}}", at)) {
                add(Kind.CLOSE, "}}", at);
                at += trims ? 3 : 2;
                return trims;
            }
            token(open);
        }
    }

    private void token(int open) {
        char c = text.charAt(at);
        int start = at;
        switch (c) {
            case '|' -> single(Kind.PIPE);
            case ',' -> single(Kind.COMMA);
            case '(' -> single(Kind.LEFT);
            case ')' -> single(Kind.RIGHT);
            case '=' -> single(Kind.ASSIGN);
            case '"' -> string(open);
            case '`' -> raw(open);
            case ':' -> {
                if (!text.startsWith(":=", at)) {
                    throw new TemplateException(at, "unexpected \":\"");
                }
                at += 2;
                add(Kind.DECLARE, ":=", start);
            }
            case '$' -> {
                at++;
                add(Kind.VARIABLE, "$" + word(), start);
            }
            case '.' -> {
                at++;
                String name = word();
                add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name, start);
            }
            default -> wordOrNumber(c);
        }
    }

    private void wordOrNumber(char c) {
        int start = at;
        if (Character.isLetter(c) || c == '_') {
            add(Kind.WORD, word(), start);
            return;
        }
        if (Character.isDigit(c) || c == '-' || c == '+') {
            at++;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            add(Kind.NUMBER, text.substring(start, at), start);
            return;
        }
        throw new TemplateException(at, "unexpected character \"" + c + "\" in an action");
    }

    private void single(Kind kind) {
        add(kind, text.substring(at, at + 1), at);
        at++;
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private void raw(int open) {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw new TemplateException(open, "unterminated raw string");
        }
        add(Kind.STRING, text.substring(at + 1, end), at);
        at = end + 1;
    }

    private void string(int open) {
        int start = at;
        var value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                value.append(escaped(text.charAt(at)));
            } else {
                value.append(c);
            }
        }
        if (at >= text.length() || text.charAt(at) != '"') {
            throw new TemplateException(open, "unterminated string");
        }
        at++;
        add(Kind.STRING, value.toString(), start);
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\', '\'' -> c;
            default -> throw new TemplateException(at, "unknown escape \"\\" + c + "\"");
        };
    }

    private void add(Kind kind, String value, int offset) {
        tokens.add(new TemplateToken(kind, value, offset));
    }
}
