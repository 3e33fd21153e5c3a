package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of one expression, one in view, and the problems found so far in the order they were found. */
final class Tokens {
    static final String SYNTAX = "promql/syntax";
    static final String FEATURE = "promql/feature";

    /** More errors of one expression help nobody. */
    private static final int MAX_ERRORS = 20;

    private final Excerpt excerpt;
    private final Lexer lexer;
    private final Set<Feature> features;
    private final List<Diagnostic> problems = new ArrayList<>();
    private int lastErrorStart = -1;
    private int lastEnd;
    private boolean broken;
    /** Whether the token in view is still to be read: errors in it must not come before those of what it follows. */
    private boolean stale = true;

    Tokens(Excerpt excerpt, Set<Feature> features) {
        this.excerpt = excerpt;
        this.lexer = new Lexer(excerpt.text());
        this.features = features;
    }

    private Lexer view() {
        if (stale) {
            stale = false;
            read();
        }
        return lexer;
    }

    TokenType type() {
        return view().type;
    }

    boolean is(TokenType type) {
        return view().type == type;
    }

    @Nullable
    AggregateOp aggregation() {
        return view().aggregation;
    }

    @Nullable
    BinaryOp operator() {
        return view().operator;
    }

    int start() {
        return view().start;
    }

    int end() {
        return view().end;
    }

    /** Where the token before this one ended. */
    int lastEnd() {
        return lastEnd;
    }

    String text() {
        return excerpt.text().substring(start(), end());
    }

    String source() {
        return excerpt.text();
    }

    Span span() {
        return span(start(), end());
    }

    Span span(int start, int end) {
        return excerpt.span(start, end);
    }

    void advance() {
        lastEnd = end();
        stale = true;
    }

    boolean accept(TokenType type) {
        if (!is(type)) {
            return false;
        }
        advance();
        return true;
    }

    private void read() {
        lexer.next();
        if (lexer.type == TokenType.ERROR) {
            add(span(lexer.start, lexer.end), SYNTAX, lexer.problem, null);
            broken = true;
            lexer.next();
        }
    }

    /** Whether the text ended in something that is no token, so that what follows is unknown. */
    boolean isBroken() {
        view();
        return broken;
    }

    /** Reports the token in view. */
    void unexpected(String expected) {
        unexpected(start(), expected);
    }

    /** Reports the token in view, pointing at what led to it too. */
    void unexpected(int from, String expected) {
        if ((broken && is(TokenType.EOF)) || start() == lastErrorStart) {
            return;
        }
        lastErrorStart = start();
        add(span(from, end()), SYNTAX, "unexpected " + describe() + ", expected " + expected, null);
    }

    private String describe() {
        if (is(TokenType.EOF)) {
            return "end of input";
        }
        String shown = text();
        return "\"" + (shown.length() > 30 ? shown.substring(0, 30) + "..." : shown) + "\"";
    }

    void error(Span span, String message) {
        add(span, SYNTAX, message, null);
    }

    void add(Span span, String id, String message, @Nullable String hint) {
        if (problems.size() < MAX_ERRORS) {
            problems.add(Diagnostic.error(excerpt.file(), span, id, message).withHint(hint));
        }
    }

    /** Reports the use of a feature that the target does not have. */
    void require(Feature feature, Span span, String what, String since) {
        if (!features.contains(feature)) {
            add(
                    span,
                    FEATURE,
                    what + " needs --enable-feature=" + feature.flag() + " and Prometheus " + since + " or newer",
                    null);
        }
    }

    boolean allows(Feature feature) {
        return features.contains(feature);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    List<Diagnostic> problems() {
        return problems;
    }
}
