package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateExpr.Command;
import dev.strata.rulegen.template.TemplateExpr.Pipeline;
import dev.strata.rulegen.template.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens to nodes; the first thing that Prometheus would refuse is an exception. */
final class TemplateParser {
    /** The variables that Prometheus sets in front of every annotation. */
    static final List<String> GIVEN = List.of("$labels", "$externalLabels", "$externalURL", "$value");

    private static final int DEEPEST = 300;

    private final TemplateWords words;
    private final Map<String, List<TemplateNode>> defined = new LinkedHashMap<>();
    private Names names = new Names(GIVEN);
    private int loops;
    private int depth;

    TemplateParser(List<TemplateToken> tokens) {
        words = new TemplateWords(tokens);
    }

    /** Templates by the names that {@code define} and {@code block} gave them. */
    Map<String, List<TemplateNode>> defined() {
        return defined;
    }

    List<TemplateNode> template() {
        var nodes = new ArrayList<TemplateNode>();
        while (!words.isNext(Kind.END)) {
            if (words.isNext(Kind.OPEN) && words.second().is(Kind.KEYWORD, "define")) {
                define();
            } else {
                TemplateToken first = words.peek();
                nodes.add(node());
                refuseLoose(first);
            }
        }
        return nodes;
    }

    private void refuseLoose(TemplateToken first) {
        if (stopped != null) {
            throw new TemplateException(
                    first.start(), stopped.end(), "unexpected \"" + stopped.text() + "\" without a beginning");
        }
    }

    /** The {@code else} or {@code end} at which the last list stopped. */
    private @Nullable TemplateToken stopped;

    private void define() {
        TemplateToken open = words.next();
        words.next();
        String name = templateName("define");
        words.expect(Kind.CLOSE, "\"}}\"");
        inOwnScope(List.of(), () -> add(name, open, bodyUntilEnd(open, "define")));
    }

    private void inOwnScope(List<String> given, Runnable action) {
        Names outer = names;
        int outerLoops = loops;
        names = new Names(given);
        loops = 0;
        action.run();
        names = outer;
        loops = outerLoops;
    }

    private void add(String name, TemplateToken place, List<TemplateNode> body) {
        List<TemplateNode> known = defined.get(name);
        if (known == null || isEmpty(known)) {
            defined.put(name, body);
        } else if (!isEmpty(body)) {
            throw new TemplateException(
                    place.start(), words.before().end(), "the template \"" + name + "\" is defined twice");
        }
    }

    private static boolean isEmpty(List<TemplateNode> nodes) {
        return nodes.stream()
                .allMatch(node -> node instanceof TemplateNode.Text text
                        && text.text().chars().allMatch(Character::isWhitespace));
    }

    private List<TemplateNode> bodyUntilEnd(TemplateToken open, String what) {
        List<TemplateNode> body = body(open, what);
        TemplateToken end = stop();
        if (!end.text().equals("end")) {
            throw new TemplateException(
                    end.start(), end.end(), "found \"else\" in " + what + ", expected \"{{ end }}\"");
        }
        words.expect(Kind.CLOSE, "\"}}\"");
        return body;
    }

    private TemplateToken stop() {
        TemplateToken token = stopped;
        stopped = null;
        if (token == null) {
            throw new IllegalStateException("a list ended without a word that ends it");
        }
        return token;
    }

    /** Nodes up to the next {@code else} or {@code end}, whose word is taken and kept in {@link #stopped}. */
    private List<TemplateNode> body(TemplateToken open, String what) {
        var nodes = new ArrayList<TemplateNode>();
        enter(open);
        while (!words.isNext(Kind.END)) {
            if (words.isNext(Kind.OPEN)) {
                TemplateToken word = words.second();
                if (word.is(Kind.KEYWORD, "end") || word.is(Kind.KEYWORD, "else")) {
                    words.next();
                    stopped = words.next();
                    depth--;
                    return nodes;
                }
            }
            nodes.add(node());
        }
        throw new TemplateException(open.start(), open.end(), "no \"{{ end }}\" for this \"" + what + "\"");
    }

    private TemplateNode node() {
        TemplateToken token = words.next();
        if (token.kind() == Kind.TEXT) {
            return new TemplateNode.Text(token.start(), token.end(), token.text());
        }
        if (token.kind() != Kind.OPEN) {
            throw words.unexpected(token, "text or an action");
        }
        if (words.peek().kind() != Kind.KEYWORD) {
            Pipeline pipeline = pipeline("action", Kind.CLOSE);
            return new TemplateNode.Output(token.start(), words.before().end(), pipeline);
        }
        TemplateToken word = words.next();
        return switch (word.text()) {
            case "if", "with" -> branch(token, word.text());
            case "range" -> range(token);
            case "template" -> invoke(token);
            case "block" -> block(token);
            case "break", "continue" -> jump(token, word);
            case "end", "else" -> {
                stopped = word;
                yield new TemplateNode.Text(word.start(), word.end(), "");
            }
            default ->
                throw new TemplateException(
                        word.start(), word.end(), "\"" + word.text() + "\" is only allowed outside of other actions");
        };
    }

    private TemplateNode branch(TemplateToken open, String word) {
        int mark = names.size();
        var arms = new ArrayList<TemplateNode.Arm>();
        List<TemplateNode> otherwise = List.of();
        while (true) {
            Pipeline condition = pipeline(word, Kind.CLOSE);
            arms.add(new TemplateNode.Arm(condition, body(open, word)));
            TemplateToken stop = stop();
            if (stop.text().equals("end")) {
                words.expect(Kind.CLOSE, "\"}}\"");
                break;
            }
            if (words.peek().is(Kind.KEYWORD, word)) {
                words.next();
                continue;
            }
            words.expect(Kind.CLOSE, "\"}}\" or \"" + word + "\"");
            otherwise = bodyUntilEnd(open, "else");
            break;
        }
        names.cut(mark);
        return new TemplateNode.Branch(open.start(), words.before().end(), word.equals("with"), arms, otherwise);
    }

    private TemplateNode range(TemplateToken open) {
        int mark = names.size();
        Pipeline pipeline = pipeline("range", Kind.CLOSE);
        loops++;
        List<TemplateNode> body = body(open, "range");
        loops--;
        List<TemplateNode> otherwise = List.of();
        boolean ends = stop().text().equals("end");
        words.expect(Kind.CLOSE, "\"}}\"");
        if (!ends) {
            otherwise = bodyUntilEnd(open, "else");
        }
        names.cut(mark);
        return new TemplateNode.Range(open.start(), words.before().end(), pipeline, body, otherwise);
    }

    private TemplateNode invoke(TemplateToken open) {
        String name = templateName("template");
        Pipeline argument = null;
        if (words.peek().kind() == Kind.CLOSE) {
            words.expect(Kind.CLOSE, "\"}}\"");
        } else {
            argument = pipeline("template", Kind.CLOSE);
        }
        return new TemplateNode.Invoke(open.start(), words.before().end(), name, argument);
    }

    private TemplateNode block(TemplateToken open) {
        String name = templateName("block");
        Pipeline argument = pipeline("block", Kind.CLOSE);
        inOwnScope(List.of(), () -> add(name, open, bodyUntilEnd(open, "block")));
        return new TemplateNode.Invoke(open.start(), words.before().end(), name, argument);
    }

    private String templateName(String what) {
        TemplateToken token = words.next();
        return switch (token.kind()) {
            case STRING -> TemplateWords.read(token, GoText::unquoted);
            case RAW_STRING -> GoText.unquotedRaw(token.text());
            default -> throw words.unexpected(token, "the name in quotes behind \"" + what + "\"");
        };
    }

    private TemplateNode jump(TemplateToken open, TemplateToken word) {
        words.expect(Kind.CLOSE, "\"}}\"");
        if (loops == 0) {
            throw new TemplateException(word.start(), word.end(), "found \"" + word.text() + "\" outside of \"range\"");
        }
        return new TemplateNode.Jump(
                open.start(), words.before().end(), word.text().equals("break"));
    }

    private Pipeline pipeline(String context, Kind end) {
        int start = words.peek().start();
        var sets = new ArrayList<TemplateExpr.Variable>();
        boolean assigns = false;
        while (words.peek().kind() == Kind.VARIABLE) {
            TemplateToken after = words.afterNext();
            boolean listed = after.is(Kind.OTHER, ",");
            if (!listed && after.kind() != Kind.DECLARE && after.kind() != Kind.ASSIGN) {
                break;
            }
            TemplateToken variable = words.next();
            words.peek();
            words.next();
            sets.add(new TemplateExpr.Variable(variable.start(), variable.end(), variable.text()));
            names.add(variable.text());
            if (!listed) {
                assigns = after.kind() == Kind.ASSIGN;
                break;
            }
            if (!context.equals("range") || sets.size() == 2) {
                throw new TemplateException(after.start(), after.end(), "too many variables for " + context);
            }
        }
        List<Command> commands = commands(context, end);
        return new Pipeline(start, words.before().start(), sets, assigns, commands);
    }

    /** Commands and the token behind them. */
    private List<Command> commands(String context, Kind end) {
        var commands = new ArrayList<Command>();
        while (words.peek().kind() != end) {
            Command command = command(context);
            if (!commands.isEmpty() && !isCallable(command.first())) {
                throw new TemplateException(
                        command.start(),
                        command.first().end(),
                        "found a value behind \"|\", expected a function or something to call");
            }
            commands.add(command);
        }
        TemplateToken close = words.next();
        if (commands.isEmpty()) {
            throw new TemplateException(close.start(), close.end(), "missing value for " + context);
        }
        return commands;
    }

    private static boolean isCallable(TemplateExpr expr) {
        return !(expr instanceof TemplateExpr.Constant
                || expr instanceof TemplateExpr.Nil
                || expr instanceof TemplateExpr.Dot);
    }

    private Command command(String context) {
        var found = new ArrayList<TemplateExpr>();
        int start = words.peek().start();
        while (true) {
            TemplateToken first = words.peek();
            TemplateExpr operand = operand();
            if (operand == null) {
                if (found.isEmpty()) {
                    throw words.unexpected(first, "a value for " + context);
                }
            } else {
                found.add(operand);
            }
            TemplateToken behind = words.raw();
            if (behind.kind() == Kind.SPACE) {
                words.skipSpace();
                continue;
            }
            if (behind.kind() == Kind.PIPE) {
                words.next();
            } else if (behind.kind() != Kind.CLOSE && behind.kind() != Kind.RIGHT) {
                throw words.unexpected(behind, "a space, \"|\" or the end");
            }
            break;
        }
        return new Command(start, found.get(found.size() - 1).end(), found);
    }

    private @Nullable TemplateExpr operand() {
        TemplateExpr base = term();
        if (base == null || words.raw().kind() != Kind.FIELD) {
            return base;
        }
        if (!isCallable(base)) {
            TemplateToken field = words.raw();
            throw new TemplateException(
                    field.start(), field.end(), "found ." + field.text() + " behind a value that has no fields");
        }
        var path = new ArrayList<TemplateExpr.Name>();
        if (base instanceof TemplateExpr.Path begun) {
            path.addAll(begun.names());
            base = begun.base();
        }
        while (words.raw().kind() == Kind.FIELD) {
            path.add(words.fieldName());
        }
        return new TemplateExpr.Path(base.start(), words.before().end(), base, path);
    }

    private @Nullable TemplateExpr term() {
        TemplateToken token = words.peek();
        TemplateExpr literal = words.literal(token);
        if (literal != null) {
            return literal;
        }
        return switch (token.kind()) {
            case WORD -> function(words.next());
            case VARIABLE -> variable(words.next());
            case FIELD -> {
                var dot = new TemplateExpr.Dot(token.start(), token.start());
                yield new TemplateExpr.Path(token.start(), token.end(), dot, List.of(words.fieldName()));
            }
            case LEFT -> parenthesised(words.next());
            default -> null;
        };
    }

    private TemplateExpr parenthesised(TemplateToken open) {
        enter(open);
        Pipeline inner = pipeline("parentheses", Kind.RIGHT);
        depth--;
        return new Pipeline(open.start(), words.before().end(), inner.sets(), inner.assigns(), inner.commands());
    }

    private TemplateExpr function(TemplateToken token) {
        if (!TemplateFunctions.BY_NAME.containsKey(token.text())) {
            throw new TemplateException(token.start(), token.end(), "function \"" + token.text() + "\" not defined");
        }
        return new TemplateExpr.Function(token.start(), token.end(), token.text());
    }

    private TemplateExpr variable(TemplateToken token) {
        if (!names.isKnown(token.text())) {
            throw new TemplateException(token.start(), token.end(), "undefined variable \"" + token.text() + "\"");
        }
        return new TemplateExpr.Variable(token.start(), token.end(), token.text());
    }

    private void enter(TemplateToken place) {
        if (++depth > DEEPEST) {
            throw new TemplateException(place.start(), place.end(), "nested deeper than " + DEEPEST + " levels");
        }
    }

    /** The variables that may be used at a place. */
    private static final class Names {
        private final List<String> order = new ArrayList<>(List.of("$"));
        private final Map<String, Integer> counts = new HashMap<>(Map.of("$", 1));

        Names(List<String> given) {
            given.forEach(this::add);
        }

        int size() {
            return order.size();
        }

        void add(String name) {
            order.add(name);
            counts.merge(name, 1, Integer::sum);
        }

        boolean isKnown(String name) {
            return counts.getOrDefault(name, 0) > 0;
        }

        void cut(int size) {
            while (order.size() > size) {
                counts.merge(order.remove(order.size() - 1), -1, Integer::sum);
            }
        }
    }
}
