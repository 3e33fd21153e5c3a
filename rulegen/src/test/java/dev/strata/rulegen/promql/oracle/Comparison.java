package dev.strata.rulegen.promql.oracle;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.ast.SelectorTime;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Our answers beside the oracle's, counted. */
final class Comparison {
    /** One expression on which the two differ, and in what. */
    record Difference(String what, Set<Feature> features, String expression, String ours, String theirs) {
        @Override
        public String toString() {
            return what + " " + features + "\n  " + shorten(expression) + "\n  ours:   " + shorten(ours)
                    + "\n  theirs: " + shorten(theirs);
        }

        private static String shorten(String text) {
            return text.length() > 400 ? text.substring(0, 400) + "..." : text;
        }
    }

    final List<Difference> differences = new ArrayList<>();
    final List<Difference> elsewhere = new ArrayList<>();
    int asked;
    int accepted;
    int refused;
    int samePlace;

    void add(Set<Feature> features, List<String> expressions) {
        List<Oracle.Answer> answers = Oracle.ask(features, expressions);
        PromqlParser parser = PromqlParser.withFeatures(features);
        for (int i = 0; i < expressions.size(); i++) {
            compare(features, parser, expressions.get(i), answers.get(i));
        }
    }

    private void compare(Set<Feature> features, PromqlParser parser, String expression, Oracle.Answer theirs) {
        asked++;
        PromqlParser.Result ours = parser.parse(expression);
        Expr tree = ours.tree();
        if (ours.isOk() != theirs.ok()) {
            String message =
                    ours.isOk() ? "accepted" : ours.diagnostics().get(0).message();
            String other = theirs.ok() ? "accepted as " + theirs.text() : theirs.errorMessage();
            differences.add(new Difference("acceptance", features, expression, message, other));
        } else if (tree != null && ours.type() != null) {
            accepted++;
            check(features, expression, "type", ours.type().text(), theirs.type());
            check(features, expression, "text", PromqlPrinter.canonical(tree), theirs.text());
            if (!theirs.pretty().isEmpty()) {
                String pretty = unindented(PromqlPrinter.pretty(tree));
                check(features, expression, "pretty text", pretty, unindented(theirs.pretty()));
            }
            checkAgain(features, expression, tree, theirs.text());
        } else {
            refused++;
            comparePlace(features, expression, ours.diagnostics().get(0), theirs);
        }
    }

    /** The real printer forgets to indent short subqueries; ours does not. */
    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    /**
     * Reading what was printed gives the same text again. Where the real printer writes something that reads
     * differently, we follow it: {@code Inf^2} as {@code +Inf ^ 2}, windows below a millisecond as {@code 0s}, signed
     * arithmetic after {@code offset} without its sign, the empty selector of {@code info} as nothing.
     */
    private void checkAgain(Set<Feature> features, String expression, Expr tree, String text) {
        var exempt = new AtomicBoolean(text.contains("Inf") || text.contains("0s"));
        ExprFold.forEach(tree, node -> {
            if ((node instanceof VectorSelector selector
                            && (computed(selector.time())
                                    || selector.allMatchers().isEmpty()))
                    || (node instanceof SubqueryExpr subquery && computed(subquery.time()))) {
                exempt.set(true);
            }
        });
        if (!exempt.get()) {
            PromqlParser.Result again =
                    PromqlParser.withFeatures(EnumSet.allOf(Feature.class)).parse(text);
            String printed = again.tree() == null ? "refused" : PromqlPrinter.canonical(again.tree());
            check(features, expression, "text read again", printed, text);
        }
    }

    private static boolean computed(SelectorTime time) {
        return time.offset() != null && time.offset().seconds().isEmpty();
    }

    private void check(Set<Feature> features, String expression, String what, String ours, String theirs) {
        if (!ours.equals(theirs)) {
            differences.add(new Difference(what, features, expression, ours, theirs));
        }
    }

    private void comparePlace(Set<Feature> features, String expression, Diagnostic first, Oracle.Answer theirs) {
        int start = first.span().start();
        int bytes = expression.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
        if (bytes == theirs.errorStart()) {
            samePlace++;
        } else {
            elsewhere.add(new Difference(
                    "place",
                    features,
                    expression,
                    bytes + " " + first.message(),
                    theirs.errorStart() + " " + theirs.errorMessage()));
        }
    }

    /** The figures in one line. */
    String summary() {
        double place = refused == 0 ? 100 : 100.0 * samePlace / refused;
        return String.format(
                java.util.Locale.ROOT,
                "%d expressions: %d accepted by both, %d refused by both, %d differences, first error in the same place %.2f %%",
                asked,
                accepted,
                refused,
                differences.size(),
                place);
    }
}
