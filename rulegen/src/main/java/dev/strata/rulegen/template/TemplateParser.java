package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a template and notes which names it reads. */
final class TemplateParser {
    private static final int DEEPEST = 100;
    private static final Set<String> GIVEN = Set.of("$", "$labels", "$value", "$externalLabels", "$externalURL");

    private final List<TemplateToken> tokens;
    private final SortedSet<String> labels = new TreeSet<>();
    private final Deque<Set<String>> scopes = new ArrayDeque<>();
    private boolean asks;
    private int at;
    private int depth;

    TemplateParser(List<TemplateToken> tokens) {
        this.tokens = tokens;
    }

    SortedSet<String> labels() {
        return labels;
    }

    boolean asks() {
        return asks;
    }

    List<TemplateNode> template() {
        scopes.push(new LinkedHashSet<>(GIVEN));
        List<TemplateNode> nodes = nodes();
        if (peek().kind() != Kind.END) {
            throw new TemplateException(
                    peek().offset(), "unexpected \"" + tokens.get(at + 1).text() + "\" without a beginning");
        }
        return nodes;
    }

    /** Reads up to the end, an {@code end} or an {@code else}, whose action it leaves to the caller. */
    private List<TemplateNode> nodes() {
        var nodes = new ArrayList<TemplateNode>();
        while (true) {
            TemplateToken token = peek();
            if (token.kind() == Kind.TEXT) {
                nodes.add(new TemplateNode.Text(token.text()));
                at++;
                continue;
            }
            if (token.kind() == Kind.END || startsWith("end") || startsWith("else")) {
                return nodes;
            }
            nodes.add(action());
        }
    }

    private boolean startsWith(String word) {
        TemplateToken first = tokens.get(Math.min(at + 1, tokens.size() - 1));
        return first.kind() == Kind.WORD && first.text().equals(word);
    }

    private TemplateNode action() {
        int open = expect(Kind.OPEN, "an action").offset();
        TemplateToken first = peek();
        if (first.kind() == Kind.WORD) {
            switch (first.text()) {
                case "if", "with" -> {
                    at++;
                    return branch(open, first.text().equals("with"));
                }
                case "range" -> {
                    at++;
                    return range(open);
                }
                case "define", "template", "block", "break", "continue" ->
                    throw new TemplateException(first.offset(), "\"" + first.text() + "\" is not supported here");
                default -> {}
            }
        }
        TemplateNode node = isAssignment() ? assign() : new TemplateNode.Output(pipeline());
        expect(Kind.CLOSE, "\"}}\"");
        return node;
    }

    private boolean isAssignment() {
        Kind second = tokens.get(Math.min(at + 1, tokens.size() - 1)).kind();
        return peek().kind() == Kind.VARIABLE && (second == Kind.DECLARE || second == Kind.ASSIGN);
    }

    private TemplateNode assign() {
        TemplateToken name = next();
        boolean declares = next().kind() == Kind.DECLARE;
        if (!declares) {
            requireKnown(name);
        }
        TemplateExpr value = pipeline();
        if (declares) {
            declare(name.text());
        }
        return new TemplateNode.Assign(name.text(), declares, value);
    }

    private TemplateNode branch(int open, boolean setsDot) {
        enter(open);
        String variable = null;
        if (isAssignment()) {
            variable = next().text();
            at++;
        }
        TemplateExpr pipeline = pipeline();
        expect(Kind.CLOSE, "\"}}\"");
        if (variable != null) {
            declare(variable);
        }
        List<TemplateNode> then = nodes();
        List<TemplateNode> otherwise = otherwise(open, true);
        leave();
        return new TemplateNode.Branch(setsDot, variable, pipeline, then, otherwise);
    }

    private List<TemplateNode> otherwise(int open, boolean chains) {
        if (peek().kind() == Kind.END) {
            throw new TemplateException(open, "no \"end\" for this action");
        }
        if (!startsWith("else")) {
            end();
            return List.of();
        }
        at += 2;
        boolean chained = chains
                && peek().kind() == Kind.WORD
                && (peek().text().equals("if") || peek().text().equals("with"));
        if (chained) {
            boolean with = next().text().equals("with");
            return List.of(branch(open, with));
        }
        expect(Kind.CLOSE, "\"}}\"");
        List<TemplateNode> nodes = nodes();
        if (peek().kind() == Kind.END) {
            throw new TemplateException(open, "no \"end\" for this action");
        }
        end();
        return nodes;
    }

    private void end() {
        at += 2;
        expect(Kind.CLOSE, "\"}}\"");
    }

    private TemplateNode range(int open) {
        enter(open);
        String key = null;
        String element = null;
        if (peek().kind() == Kind.VARIABLE && tokens.get(at + 1).kind() == Kind.COMMA) {
            key = next().text();
            at++;
        }
        if (isAssignment()) {
            element = next().text();
            at++;
        }
        TemplateExpr pipeline = pipeline();
        expect(Kind.CLOSE, "\"}}\"");
        declareIfNamed(key);
        declareIfNamed(element);
        List<TemplateNode> body = nodes();
        List<TemplateNode> otherwise = otherwise(open, false);
        leave();
        return new TemplateNode.Range(key, element, pipeline, body, otherwise);
    }

    private TemplateExpr pipeline() {
        TemplateExpr left = command(null);
        while (peek().kind() == Kind.PIPE) {
            at++;
            left = command(left);
        }
        return left;
    }

    /** A function with arguments or a single operand; {@code piped} becomes the function's last argument. */
    private TemplateExpr command(@Nullable TemplateExpr piped) {
        TemplateToken first = peek();
        boolean isFunction = first.kind() == Kind.WORD && !isConstant(first.text());
        if (!isFunction) {
            if (piped != null) {
                throw new TemplateException(first.offset(), "a pipe must lead into a function");
            }
            return operand();
        }
        TemplateFunction function = TemplateFunctions.BY_NAME.get(first.text());
        if (function == null) {
            throw new TemplateException(first.offset(), "function \"" + first.text() + "\" not defined");
        }
        at++;
        var arguments = new ArrayList<TemplateExpr>();
        while (startsOperand(peek().kind())) {
            arguments.add(operand());
        }
        if (piped != null) {
            arguments.add(piped);
        }
        if (arguments.size() < function.least() || arguments.size() > function.most()) {
            throw new TemplateException(
                    first.offset(), "wrong number of arguments for \"" + first.text() + "\": " + arguments.size());
        }
        asks |= first.text().equals("query");
        return new TemplateExpr.Call(first.offset(), first.text(), arguments);
    }

    private static boolean isConstant(String word) {
        return word.equals("true") || word.equals("false");
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case STRING, NUMBER, WORD, FIELD, VARIABLE, DOT, LEFT -> true;
            case TEXT, OPEN, CLOSE, PIPE, COMMA, DECLARE, ASSIGN, RIGHT, END -> false;
        };
    }

    private TemplateExpr operand() {
        TemplateToken token = next();
        TemplateExpr base = switch (token.kind()) {
            case STRING -> new TemplateExpr.Literal(token.offset(), new TemplateValue.Text(token.text()));
            case NUMBER -> new TemplateExpr.Literal(token.offset(), number(token));
            case WORD -> word(token);
            case DOT -> new TemplateExpr.Dot(token.offset());
            case FIELD ->
                new TemplateExpr.Fields(token.offset(), new TemplateExpr.Dot(token.offset()), List.of(token.text()));
            case VARIABLE -> {
                requireKnown(token);
                yield new TemplateExpr.Variable(token.offset(), token.text());
            }
            case LEFT -> {
                enter(token.offset());
                TemplateExpr inner = pipeline();
                expect(Kind.RIGHT, "\")\"");
                leave();
                yield inner;
            }
            case TEXT, OPEN, CLOSE, PIPE, COMMA, DECLARE, ASSIGN, RIGHT, END ->
                throw new TemplateException(token.offset(), "missing value, found \"" + token.text() + "\"");
        };
        return fields(base);
    }

    private TemplateExpr fields(TemplateExpr base) {
        var names = new ArrayList<String>();
        while (peek().kind() == Kind.FIELD && isGluedToTheOneBefore()) {
            names.add(next().text());
        }
        if (names.isEmpty()) {
            return base;
        }
        if (base instanceof TemplateExpr.Variable variable && variable.name().equals("$labels")) {
            labels.add(names.get(0));
        }
        return new TemplateExpr.Fields(base.offset(), base, names);
    }

    private boolean isGluedToTheOneBefore() {
        TemplateToken before = tokens.get(at - 1);
        int end = before.offset() + before.text().length() + (before.kind() == Kind.FIELD ? 1 : 0);
        return peek().offset() == end;
    }

    private TemplateExpr word(TemplateToken token) {
        if (isConstant(token.text())) {
            boolean value = Boolean.parseBoolean(token.text());
            return new TemplateExpr.Literal(token.offset(), new TemplateValue.Truth(value));
        }
        throw new TemplateException(
                token.offset(), "function \"" + token.text() + "\" as an argument needs parentheses around it");
    }

    private static TemplateValue number(TemplateToken token) {
        try {
            String text = token.text();
            boolean whole = text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+');
            return whole
                    ? new TemplateValue.Whole(Long.parseLong(text))
                    : new TemplateValue.Real(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new TemplateException(token.offset(), "bad number \"" + token.text() + "\"");
        }
    }

    private void requireKnown(TemplateToken variable) {
        if (scopes.stream().noneMatch(scope -> scope.contains(variable.text()))) {
            throw new TemplateException(variable.offset(), "undefined variable \"" + variable.text() + "\"");
        }
    }

    private void declare(String name) {
        scopes.element().add(name);
    }

    private void declareIfNamed(@Nullable String name) {
        if (name != null) {
            declare(name);
        }
    }

    private void enter(int offset) {
        scopes.push(new LinkedHashSet<>());
        if (++depth > DEEPEST) {
            throw new TemplateException(offset, "nested deeper than " + DEEPEST + " levels");
        }
    }

    private void leave() {
        scopes.pop();
        depth--;
    }

    private TemplateToken peek() {
        return tokens.get(at);
    }

    private TemplateToken next() {
        TemplateToken token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private TemplateToken expect(Kind kind, String what) {
        TemplateToken token = next();
        if (token.kind() != kind) {
            throw new TemplateException(token.offset(), "found \"" + token.text() + "\", expected " + what);
        }
        return token;
    }
}
