package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateToken.Kind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks over tokens; spaces are seen by those who ask for them only. */
final class TemplateWords {
    private final List<TemplateToken> tokens;
    private int at;
    private TemplateToken before;

    TemplateWords(List<TemplateToken> tokens) {
        this.tokens = tokens;
        this.before = tokens.get(0);
    }

    /** The next token, a space too. */
    TemplateToken raw() {
        return checked(at);
    }

    /** The next token that is no space. */
    TemplateToken peek() {
        return checked(afterSpace(at));
    }

    /** The token behind {@link #peek}, spaces left out. */
    TemplateToken afterNext() {
        return checked(afterSpace(afterSpace(at) + 1));
    }

    boolean isNext(Kind kind) {
        return tokens.get(afterSpace(at)).kind() == kind;
    }

    /** Behind an opening brace the word that says what the action is. */
    TemplateToken second() {
        return tokens.get(afterSpace(afterSpace(at) + 1));
    }

    TemplateToken next() {
        int place = afterSpace(at);
        before = checked(place);
        at = Math.min(place + 1, tokens.size() - 1);
        return before;
    }

    void skipSpace() {
        at = afterSpace(at);
    }

    /** The token that was taken last. */
    TemplateToken before() {
        return before;
    }

    TemplateToken expect(Kind kind, String what) {
        TemplateToken token = next();
        if (token.kind() != kind) {
            throw unexpected(token, what);
        }
        return token;
    }

    TemplateException unexpected(TemplateToken token, String expected) {
        return new TemplateException(token.start(), token.end(), "found " + token.shown() + ", expected " + expected);
    }

    TemplateExpr.Name fieldName() {
        TemplateToken token = next();
        return new TemplateExpr.Name(token.start() + 1, token.end(), token.text());
    }

    /** Takes a literal or the dot; null, and nothing taken, when the token is none. */
    @Nullable
    TemplateExpr literal(TemplateToken token) {
        TemplateExpr literal = switch (token.kind()) {
            case STRING -> constant(token, text -> new TemplateValue.Text(GoText.unquoted(text)));
            case RAW_STRING -> constant(token, text -> new TemplateValue.Text(GoText.unquotedRaw(text)));
            case CHARACTER -> constant(token, text -> new TemplateValue.Whole(GoText.character(text)));
            case NUMBER -> constant(token, GoNumber::value);
            case TRUTH -> constant(token, text -> new TemplateValue.Truth(text.equals("true")));
            case NIL -> new TemplateExpr.Nil(token.start(), token.end());
            case DOT -> new TemplateExpr.Dot(token.start(), token.end());
            default -> null;
        };
        if (literal != null) {
            next();
        }
        return literal;
    }

    private static TemplateExpr constant(TemplateToken token, Function<String, TemplateValue> reader) {
        return new TemplateExpr.Constant(token.start(), token.end(), read(token, reader));
    }

    /** Reads a literal; what is wrong with it becomes a mistake at its place. */
    static <T> T read(TemplateToken token, Function<String, T> reader) {
        try {
            return reader.apply(token.text());
        } catch (IllegalArgumentException e) {
            throw new TemplateException(token.start(), token.end(), String.valueOf(e.getMessage()));
        }
    }

    private int afterSpace(int place) {
        int index = Math.min(place, tokens.size() - 1);
        return tokens.get(index).kind() == Kind.SPACE ? index + 1 : index;
    }

    private TemplateToken checked(int place) {
        TemplateToken token = tokens.get(place);
        if (token.kind() == Kind.ERROR) {
            throw new TemplateException(token.start(), token.end(), token.text());
        }
        return token;
    }
}
