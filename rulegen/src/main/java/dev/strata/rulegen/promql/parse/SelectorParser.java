package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.SelectorTime;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.check.LabelRegex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads selectors: a name, braces with matchers, or both. */
final class SelectorParser {
    private final Tokens tokens;

    SelectorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads what follows a metric name that has been read; braces or nothing. */
    VectorSelector afterName(int start, int end) {
        String name = tokens.source().substring(start, end);
        List<LabelMatcher> matchers = tokens.is(TokenType.LEFT_BRACE) ? braces() : List.of();
        return selector(name, matchers, start);
    }

    VectorSelector withoutName() {
        int start = tokens.start();
        return selector("", braces(), start);
    }

    private VectorSelector selector(String name, List<LabelMatcher> matchers, int start) {
        Span span = tokens.span(start, tokens.lastEnd());
        return new VectorSelector(name, matchers, SelectorTime.NOW, VectorSelector.Mode.PLAIN, span);
    }

    private List<LabelMatcher> braces() {
        tokens.advance();
        var matchers = new ArrayList<LabelMatcher>();
        while (!tokens.accept(TokenType.RIGHT_BRACE)) {
            LabelMatcher matcher = matcher();
            if (matcher != null) {
                matchers.add(matcher);
            } else {
                skipMatcher();
            }
            if (tokens.is(TokenType.EOF)) {
                return matchers;
            }
            if (!tokens.is(TokenType.RIGHT_BRACE) && !tokens.accept(TokenType.COMMA)) {
                tokens.unexpected("\",\" or \"}\"");
                skipMatcher();
                tokens.accept(TokenType.COMMA);
            }
        }
        return matchers;
    }

    private void skipMatcher() {
        while (!tokens.is(TokenType.COMMA) && !tokens.is(TokenType.RIGHT_BRACE) && !tokens.is(TokenType.EOF)) {
            tokens.advance();
        }
    }

    private @Nullable LabelMatcher matcher() {
        boolean quoted = tokens.is(TokenType.STRING);
        if (!quoted && !tokens.is(TokenType.IDENTIFIER)) {
            tokens.unexpected("a label name or \"}\"");
            return null;
        }
        int start = tokens.start();
        int end = tokens.end();
        String label = quoted ? Quoted.unquote(tokens.source(), start, end) : tokens.text();
        tokens.advance();
        LabelMatcher.Op op = switch (tokens.type()) {
            case MATCH_EQUAL -> LabelMatcher.Op.EQUAL;
            case NOT_EQUAL -> LabelMatcher.Op.NOT_EQUAL;
            case MATCH_REGEX -> LabelMatcher.Op.REGEX;
            case MATCH_NOT_REGEX -> LabelMatcher.Op.NOT_REGEX;
            default -> null;
        };
        if (op != null) {
            tokens.advance();
            return value(label, op, start);
        }
        if (quoted) {
            Span span = tokens.span(start, end);
            return new LabelMatcher(LabelMatcher.METRIC_NAME, LabelMatcher.Op.EQUAL, label, span);
        }
        tokens.unexpected("one of =, !=, =~ or !~");
        return null;
    }

    private @Nullable LabelMatcher value(String label, LabelMatcher.Op op, int start) {
        if (!tokens.is(TokenType.STRING)) {
            tokens.unexpected("a quoted string");
            return null;
        }
        String value = Quoted.unquote(tokens.source(), tokens.start(), tokens.end());
        Span span = tokens.span(start, tokens.end());
        tokens.advance();
        if (op.isRegex()) {
            LabelRegex.problem(value).ifPresent(problem -> tokens.add(span, "promql/regex", problem, null));
        }
        return new LabelMatcher(label, op, value, span);
    }
}
