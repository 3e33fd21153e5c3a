package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PromQL with Grafana's variables. It is read as Grafana will have filled it in, and asked for the chosen clusters: selectors
 * that do not choose any get the choice of the page.
 *
 * @param asked with its variables and the choice of clusters
 * @param expr filled in; each node knows its place in the file
 */
record GrafanaQuery(String asked, Expr expr) {
    private static final String CHOICE = "cluster=~\"$cluster\"";
    /** What Grafana puts in for all values. */
    private static final String ANY = ".+";

    private static final Pattern VARIABLE = Pattern.compile("\\$([a-zA-Z_]\\w*)|\\$\\{([a-zA-Z_]\\w*)(?::\\w+)?}");
    /** What may stand outside of quotes. */
    private static final Map<String, String> BUILT_IN = new TreeMap<>(Map.of(
            "__rate_interval", "5m",
            "__interval", "1m",
            "__range", "1h",
            "__range_s", "3600",
            "__interval_ms", "60000"));

    private static final PromqlParser PARSER = PromqlParser.create();

    /** A text in which variables are filled in, and where in the original each of its characters stood. */
    private static final class Filled {
        private final String text;
        private final int[] origins;

        private Filled(String text, int[] origins) {
            this.text = text;
            this.origins = origins;
        }

        Excerpt in(Excerpt original) {
            int[] offsets = new int[origins.length];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = original.span(origins[i], origins[i] + 1).start();
            }
            return Excerpt.mapped(original.file(), text, offsets);
        }
    }

    /** Null where it is no PromQL or names a variable that the page does not have; what is wrong is reported. */
    static @Nullable GrafanaQuery read(YamlSource source, Excerpt text, Collection<String> variables) {
        Filled filled = fill(source, text, variables);
        if (filled == null) {
            return null;
        }
        Expr placed = PromqlText.parse(source, filled.in(text));
        if (placed == null) {
            return null;
        }
        ExprFold.forEach(placed, node -> {
            if (node instanceof VectorSelector selector) {
                selector.matchers().forEach(matcher -> checkChoice(source, matcher));
            }
        });
        return new GrafanaQuery(choose(text.text(), filled), placed);
    }

    private static void checkChoice(YamlSource source, LabelMatcher matcher) {
        if (!matcher.op().isRegex() && matcher.value().contains(ANY)) {
            String message = "the label \"" + matcher.label() + "\" is compared with a variable by "
                    + matcher.op().text() + ", which fails when several values are chosen";
            source.error(matcher.span(), "variable-match", message, "use =~");
        }
    }

    private static @Nullable Filled fill(YamlSource source, Excerpt text, Collection<String> variables) {
        String raw = text.text();
        Matcher variable = VARIABLE.matcher(raw);
        var filled = new StringBuilder();
        int[] origins = new int[raw.length() * 2 + 16];
        boolean sound = true;
        int at = 0;
        while (variable.find()) {
            for (; at < variable.start(); at++) {
                origins[filled.length()] = at;
                filled.append(raw.charAt(at));
            }
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            boolean quoted = isQuoted(filled);
            sound &= isKnown(source, text, variable, name, quoted, variables);
            String value = quoted ? ANY : BUILT_IN.getOrDefault(name, "1");
            for (int i = 0; i < value.length(); i++) {
                origins[filled.length()] = at;
                filled.append(value.charAt(i));
            }
            at = variable.end();
        }
        for (; at < raw.length(); at++) {
            origins[filled.length()] = at;
            filled.append(raw.charAt(at));
        }
        return sound ? new Filled(filled.toString(), Arrays.copyOf(origins, filled.length())) : null;
    }

    private static boolean isKnown(
            YamlSource source,
            Excerpt text,
            Matcher variable,
            String name,
            boolean quoted,
            Collection<String> variables) {
        boolean known = quoted ? variables.contains(name) : BUILT_IN.containsKey(name);
        if (!known) {
            boolean misplaced = !quoted && variables.contains(name);
            String message = misplaced
                    ? "the variable \"" + name + "\" stands outside of quotes"
                    : "unknown variable \"" + name + "\"";
            var all = new ArrayList<String>(quoted ? variables : BUILT_IN.keySet());
            String hint = misplaced
                    ? "write it as the value of a label, such as " + name + "=~\"$" + name + "\""
                    : "known here: " + String.join(", ", all);
            source.error(text.span(variable.start(), variable.end()), "unknown-variable", message, hint);
        }
        return known;
    }

    /** Whether a text ends inside of a string. */
    private static boolean isQuoted(CharSequence text) {
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open == 0) {
                open = c == '"' || c == '\'' || c == '`' ? c : 0;
            } else if (c == '\\' && open != '`') {
                i++;
            } else if (c == open) {
                open = 0;
            }
        }
        return open != 0;
    }

    private static String choose(String raw, Filled filled) {
        Expr tree = PARSER.parse(filled.text).expr();
        List<VectorSelector> loose = new ArrayList<>();
        ExprFold.forEach(tree, node -> {
            if (node instanceof VectorSelector selector
                    && selector.matchers().stream()
                            .noneMatch(matcher -> matcher.label().equals("cluster"))) {
                loose.add(selector);
            }
        });
        loose.sort(Comparator.comparing(selector -> -selector.span().start()));
        var out = new StringBuilder(raw);
        for (VectorSelector selector : loose) {
            insert(out, selector, filled);
        }
        return out.toString();
    }

    private static void insert(StringBuilder out, VectorSelector selector, Filled filled) {
        int afterName = selector.span().start() + selector.name().length();
        int brace = afterName;
        while (brace < filled.text.length() && Character.isWhitespace(filled.text.charAt(brace))) {
            brace++;
        }
        boolean braced = brace < selector.span().end() && filled.text.charAt(brace) == '{';
        if (braced) {
            boolean alone = selector.matchers().isEmpty();
            out.insert(filled.origins[brace] + 1, alone ? CHOICE : CHOICE + ", ");
        } else {
            out.insert(filled.origins[afterName - 1] + 1, "{" + CHOICE + "}");
        }
    }
}
