package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryOp;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one at a time. What a character means depends on whether it stands in braces or brackets,
 * so the lexer keeps track of both. After an error there are no more tokens.
 *
 * <p>Inside brackets there are two states, as in Prometheus: a strict one until the first number, in which a colon
 * needs a number before it and comments are not known, and a looser one after it.
 */
final class Lexer {
    private static final int END = -1;

    private final String text;
    private final NumberScanner numbers;
    private int pos;
    private int parenDepth;
    private boolean inBraces;
    private boolean inBrackets;
    private boolean strictBrackets;
    private boolean sawColon;
    private boolean sawDuration;
    private boolean failed;

    // The current token.
    TokenType type = TokenType.EOF;
    int start;
    int end;

    @Nullable
    AggregateOp aggregation;

    @Nullable
    BinaryOp operator;

    /** What is wrong, of an ERROR token. */
    String problem = "";

    Lexer(String text) {
        this.text = text;
        this.numbers = new NumberScanner(text);
    }

    /** Moves on to the next token that is no comment. */
    void next() {
        aggregation = null;
        operator = null;
        if (failed) {
            start = end;
            type = TokenType.EOF;
            return;
        }
        do {
            skipBlanks();
            start = pos;
        } while (skipComment());
        if (inBraces) {
            lexInBraces();
        } else if (inBrackets && strictBrackets) {
            lexDuration();
        } else {
            lexExpression();
        }
    }

    private void skipBlanks() {
        while (pos < text.length() && isBlank(text.charAt(pos))) {
            pos++;
        }
    }

    private boolean skipComment() {
        if (pos >= text.length() || text.charAt(pos) != '#' || (inBrackets && strictBrackets)) {
            return false;
        }
        while (pos < text.length() && text.charAt(pos) != '\n' && text.charAt(pos) != '\r') {
            pos++;
        }
        return true;
    }

    private int peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    private void emit(TokenType found) {
        type = found;
        end = pos;
    }

    private void emit(BinaryOp op) {
        operator = op;
        emit(op == BinaryOp.NOT_EQUAL ? TokenType.NOT_EQUAL : TokenType.OPERATOR);
    }

    private void fail(String message) {
        failed = true;
        type = TokenType.ERROR;
        problem = message;
        end = Math.max(start, Math.min(pos, text.length()));
    }

    private void failAt(int at, String message) {
        start = at;
        fail(message);
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        pos++;
        return true;
    }

    private void lexExpression() {
        if (pos >= text.length()) {
            lexEnd();
            return;
        }
        char c = text.charAt(pos++);
        switch (c) {
            case ',' -> emit(TokenType.COMMA);
            case '*' -> emit(BinaryOp.MULTIPLY);
            case '/' -> emit(BinaryOp.DIVIDE);
            case '%' -> emit(BinaryOp.MODULO);
            case '+' -> emit(BinaryOp.ADD);
            case '-' -> emit(BinaryOp.SUBTRACT);
            case '^' -> emit(BinaryOp.POWER);
            case '@' -> emit(TokenType.AT);
            case '=', '!', '<', '>' -> lexComparison(c);
            case '"', '\'' -> lexString(c);
            case '`' -> lexRawString();
            case '(', ')' -> lexParen(c);
            case '{' -> {
                emit(TokenType.LEFT_BRACE);
                inBraces = true;
            }
            case '[' -> lexLeftBracket();
            case ']' -> lexRightBracket();
            default -> lexWordOrNumber(c);
        }
    }

    private void lexEnd() {
        if (parenDepth != 0) {
            fail("unclosed left parenthesis");
        } else if (inBrackets) {
            fail("unclosed left bracket");
        } else {
            emit(TokenType.EOF);
        }
    }

    private void lexComparison(char c) {
        switch (c) {
            case '=' -> {
                if (accept('=')) {
                    emit(BinaryOp.EQUAL);
                } else if (peek() == '~') {
                    fail("\"=~\" only belongs inside braces, to match a label; values are compared with ==");
                } else {
                    emit(TokenType.MATCH_EQUAL);
                }
            }
            case '!' -> {
                if (accept('=')) {
                    emit(BinaryOp.NOT_EQUAL);
                } else {
                    fail("expected \"=\" after \"!\", found " + describe(peek()));
                }
            }
            case '<' -> emit(accept('=') ? BinaryOp.LESS_OR_EQUAL : accept('/') ? BinaryOp.TRIM_UPPER : BinaryOp.LESS);
            default ->
                emit(accept('=') ? BinaryOp.GREATER_OR_EQUAL : accept('/') ? BinaryOp.TRIM_LOWER : BinaryOp.GREATER);
        }
    }

    private void lexParen(char c) {
        emit(c == '(' ? TokenType.LEFT_PAREN : TokenType.RIGHT_PAREN);
        parenDepth += c == '(' ? 1 : -1;
        if (parenDepth < 0) {
            failAt(pos, "\")\" without a \"(\" before it");
        }
    }

    private void lexLeftBracket() {
        if (inBrackets) {
            fail("\"[\" inside of brackets");
            return;
        }
        emit(TokenType.LEFT_BRACKET);
        inBrackets = true;
        strictBrackets = true;
        sawColon = false;
    }

    private void lexRightBracket() {
        if (!inBrackets) {
            fail("\"]\" without a \"[\" before it");
            return;
        }
        emit(TokenType.RIGHT_BRACKET);
        inBrackets = false;
    }

    private void lexWordOrNumber(char c) {
        if (isDigit(c) || (c == '.' && pos < text.length() && isDigit(text.charAt(pos)))) {
            pos--;
            lexNumber();
        } else if (!isAlpha(c) && c != ':') {
            fail("unexpected character " + describe(text.codePointAt(start)));
        } else if (!inBrackets) {
            lexWord();
        } else if (c == ':') {
            if (sawColon) {
                fail("a second \":\" inside of brackets");
            } else {
                emit(TokenType.COLON);
                sawColon = true;
            }
        } else if (!lexDurationWord()) {
            fail("expected a duration such as 5m inside of brackets, found " + describe(c));
        }
    }

    private void lexNumber() {
        NumberScanner.Kind kind = numbers.scan(pos);
        pos = numbers.end();
        switch (kind) {
            case NUMBER -> emit(TokenType.NUMBER);
            case DURATION -> emit(TokenType.DURATION);
            case BAD -> fail("bad number or duration \"" + text.substring(start, pos) + "\"");
        }
    }

    /** The words allowed in durations; letters only, unlike elsewhere. The first letter has been read. */
    private boolean lexDurationWord() {
        while (pos < text.length() && isAlpha(text.charAt(pos))) {
            pos++;
        }
        Words.Word word = Words.find(text, start, pos);
        if (word == null) {
            return false;
        }
        boolean known = switch (word.type()) {
            case STEP, RANGE, MAX_OF, MIN_OF -> true;
            default -> false;
        };
        if (known) {
            emit(word.type());
        }
        return known;
    }

    private void lexWord() {
        boolean colon = text.charAt(start) == ':';
        while (pos < text.length() && (isAlphaNumeric(text.charAt(pos)) || text.charAt(pos) == ':')) {
            colon |= text.charAt(pos) == ':';
            pos++;
        }
        Words.Word word = colon ? null : Words.find(text, start, pos);
        if (word == null) {
            emit(colon ? TokenType.METRIC_IDENTIFIER : TokenType.IDENTIFIER);
            return;
        }
        boolean needsParen = switch (word.type()) {
            case FILL, FILL_LEFT, FILL_RIGHT -> true;
            default -> false;
        };
        if (needsParen && !parenFollows()) {
            emit(TokenType.IDENTIFIER);
            return;
        }
        aggregation = word.aggregation();
        operator = word.operator();
        emit(word.type());
    }

    private boolean parenFollows() {
        int at = pos;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '(';
    }

    private void lexInBraces() {
        if (pos >= text.length()) {
            fail("unexpected end of input inside braces, expected \"}\"");
            return;
        }
        char c = text.charAt(pos++);
        switch (c) {
            case ',' -> emit(TokenType.COMMA);
            case '"', '\'' -> lexString(c);
            case '`' -> lexRawString();
            case '=' -> emit(accept('~') ? TokenType.MATCH_REGEX : TokenType.MATCH_EQUAL);
            case '!' -> {
                if (accept('~')) {
                    emit(TokenType.MATCH_NOT_REGEX);
                } else if (accept('=')) {
                    emit(BinaryOp.NOT_EQUAL);
                } else {
                    fail("expected \"!=\" or \"!~\" inside braces, found \"!\" before " + describe(peek()));
                }
            }
            case '{' -> fail("\"{\" inside of braces");
            case '}' -> {
                emit(TokenType.RIGHT_BRACE);
                inBraces = false;
            }
            default -> {
                if (!isAlpha(c)) {
                    fail("unexpected character " + describe(text.codePointAt(start)) + " inside braces");
                    return;
                }
                while (pos < text.length() && isAlphaNumeric(text.charAt(pos))) {
                    pos++;
                }
                emit(TokenType.IDENTIFIER);
            }
        }
    }

    private void lexDuration() {
        if (pos >= text.length()) {
            fail("unexpected end of input inside brackets, expected \"]\"");
            return;
        }
        char c = text.charAt(pos++);
        switch (c) {
            case ']' -> {
                emit(TokenType.RIGHT_BRACKET);
                inBrackets = false;
                sawColon = false;
            }
            case ':' -> lexStrictColon();
            case '(', ')' -> lexParen(c);
            case '+' -> emit(BinaryOp.ADD);
            case '-' -> emit(BinaryOp.SUBTRACT);
            case '*' -> emit(BinaryOp.MULTIPLY);
            case '/' -> emit(BinaryOp.DIVIDE);
            case '%' -> emit(BinaryOp.MODULO);
            case '^' -> emit(BinaryOp.POWER);
            case ',' -> emit(TokenType.COMMA);
            default -> lexDurationStart(c);
        }
    }

    private void lexStrictColon() {
        if (!sawDuration) {
            failAt(pos, "\":\" inside brackets needs a duration before it");
        } else if (sawColon) {
            failAt(pos, "a second \":\" inside of brackets");
        } else {
            emit(TokenType.COLON);
            sawColon = true;
        }
    }

    private void lexDurationStart(char c) {
        if (isDigit(c) || (c == '.' && pos < text.length() && isDigit(text.charAt(pos)))) {
            pos--;
            sawDuration = true;
            strictBrackets = false;
            lexNumber();
        } else if (!isAlpha(c) || c == '_' || !lexDurationWord()) {
            int shown = text.codePointAt(start);
            fail("expected a duration such as 5m inside of brackets, found " + describe(shown));
        }
    }

    private void lexString(char quote) {
        while (true) {
            int c = nextOfString();
            if (c == END || c == '\n') {
                fail("unterminated quoted string");
                return;
            }
            if (c == quote) {
                emit(TokenType.STRING);
                return;
            }
            if (c == Quoted.BROKEN) {
                fail("the string is not valid UTF-8");
                return;
            }
            if (c == '\\') {
                int length = Quoted.escapeLength(text, pos, quote);
                if (length < 0) {
                    fail(pos >= text.length() ? "escape sequence not terminated" : "bad escape sequence in string");
                    return;
                }
                pos += length;
            }
        }
    }

    private void lexRawString() {
        while (true) {
            int c = nextOfString();
            if (c == '`') {
                emit(TokenType.STRING);
                return;
            }
            if (c == END) {
                fail("unterminated raw string");
                return;
            }
            if (c == Quoted.BROKEN) {
                fail("the string is not valid UTF-8");
                return;
            }
        }
    }

    private int nextOfString() {
        if (pos >= text.length()) {
            return END;
        }
        int c = text.codePointAt(pos);
        pos += Character.charCount(c);
        return c >= 0xD800 && c <= 0xDFFF ? Quoted.BROKEN : c;
    }

    /** A character as messages show it. */
    static String describe(int c) {
        if (c == END) {
            return "the end";
        }
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF)) {
            return "U+" + String.format(java.util.Locale.ROOT, "%04X", c);
        }
        return "\"" + Character.toString(c) + "\"";
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphaNumeric(char c) {
        return isAlpha(c) || isDigit(c);
    }
}
