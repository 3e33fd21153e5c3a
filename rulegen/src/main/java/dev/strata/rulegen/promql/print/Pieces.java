package dev.strata.rulegen.promql.print;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.SelectorTime;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a text that hold no operands: clauses, selectors, windows. Both printers use them. */
final class Pieces {
    private Pieces() {}

    /** {@code sum by (a, b) }, with the space before the parenthesis that Prometheus writes after a clause. */
    static String aggregation(AggregateExpr expr) {
        Grouping grouping = expr.grouping();
        String name = expr.op().text();
        if (grouping.without()) {
            return name + " without (" + labels(grouping.labels()) + ") ";
        }
        return grouping.labels().isEmpty() ? name : name + " by (" + labels(grouping.labels()) + ") ";
    }

    static String labels(List<String> labels) {
        return labels.stream().map(Quotes::label).collect(Collectors.joining(", "));
    }

    /** The operator and its modifiers, without blanks around. */
    static String operator(BinaryExpr expr) {
        var out = new StringBuilder(expr.op().text());
        if (expr.returnBool()) {
            out.append(" bool");
        }
        VectorMatching matching = expr.matching();
        if (matching == null) {
            return out.toString();
        }
        if (!matching.labels().isEmpty() || matching.on() || matching.isGrouped()) {
            out.append(matching.on() ? " on (" : " ignoring (");
            out.append(labels(matching.labels())).append(')');
        }
        if (matching.isGrouped()) {
            out.append(matching.cardinality() == Cardinality.MANY_TO_ONE ? " group_left (" : " group_right (");
            out.append(labels(matching.include())).append(')');
        }
        appendFills(out, matching);
        return out.toString();
    }

    private static void appendFills(StringBuilder out, VectorMatching matching) {
        Double left = matching.fillLeft();
        Double right = matching.fillRight();
        if (left != null && right != null && left.doubleValue() == right.doubleValue()) {
            out.append(" fill (").append(Numbers.general(left)).append(')');
            return;
        }
        if (left != null) {
            out.append(" fill_left (").append(Numbers.general(left)).append(')');
        }
        if (right != null) {
            out.append(" fill_right (").append(Numbers.general(right)).append(')');
        }
    }

    static String number(NumberLiteral literal) {
        return literal.duration() ? duration(literal.value()) : Numbers.plain(literal.value());
    }

    private static String duration(double seconds) {
        return seconds < 0 ? "-" + Numbers.duration((long) (-seconds * 1e9)) : Numbers.duration((long) (seconds * 1e9));
    }

    /** Name and braces; matchers sorted by their text. */
    static String series(VectorSelector selector) {
        var matchers = new ArrayList<String>();
        for (LabelMatcher matcher : selector.matchers()) {
            boolean isName = matcher.label().equals(LabelMatcher.METRIC_NAME)
                    && matcher.op() == LabelMatcher.Op.EQUAL
                    && matcher.value().equals(selector.name())
                    && !matcher.value().isEmpty();
            if (!isName) {
                matchers.add(matcher(matcher));
            }
        }
        if (matchers.isEmpty()) {
            return selector.name();
        }
        matchers.sort(Pieces::compareBytes);
        return selector.name() + "{" + String.join(",", matchers) + "}";
    }

    /** The order of the UTF-8 bytes, which is that of code points. */
    private static int compareBytes(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return a.length() - b.length();
        }
        char x = a.charAt(i);
        char y = b.charAt(i);
        boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
        return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
    }

    private static String matcher(LabelMatcher matcher) {
        return Quotes.label(matcher.label()) + matcher.op().text() + Quotes.quote(matcher.value());
    }

    static String mode(VectorSelector selector) {
        return switch (selector.mode()) {
            case PLAIN -> "";
            case ANCHORED -> " anchored";
            case SMOOTHED -> " smoothed";
        };
    }

    static String at(SelectorTime time) {
        SelectorTime.At at = time.at();
        if (at == null) {
            return "";
        }
        if (at instanceof SelectorTime.At.Fixed fixed) {
            return " @ " + Numbers.seconds(fixed.millis());
        }
        return at instanceof SelectorTime.At.Start ? " @ start()" : " @ end()";
    }

    static String offset(SelectorTime time) {
        PromDuration offset = time.offset();
        if (offset == null || !time.hasOffset()) {
            return "";
        }
        if (offset instanceof PromDuration.Literal literal && literal.nanos() < 0) {
            return " offset -" + Numbers.duration(-literal.nanos());
        }
        return " offset " + window(offset);
    }

    /** A window, step or offset. */
    static String window(PromDuration duration) {
        if (duration instanceof PromDuration.Literal literal) {
            return Numbers.duration(literal.nanos());
        }
        var out = new StringBuilder();
        var open = new ArrayDeque<Object>();
        open.push(duration);
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next instanceof PromDuration part) {
                pushReversed(open, parts(part));
            } else {
                out.append((String) next);
            }
        }
        return out.toString();
    }

    private static void pushReversed(ArrayDeque<Object> open, List<Object> parts) {
        var reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        reversed.forEach(open::push);
    }

    private static List<Object> parts(PromDuration duration) {
        if (duration instanceof PromDuration.Literal literal) {
            return List.of(literal.unit() ? duration(literal.value()) : Numbers.plain(literal.value()));
        }
        if (duration instanceof PromDuration.Query query) {
            return List.of(query.step() ? "step()" : "range()");
        }
        if (duration instanceof PromDuration.Minus minus) {
            return List.of("-", minus.operand());
        }
        if (duration instanceof PromDuration.Arithmetic arithmetic) {
            String operator = " " + arithmetic.op().text() + " ";
            return List.of(arithmetic.left(), operator, arithmetic.right());
        }
        if (duration instanceof PromDuration.Extreme extreme) {
            String name = extreme.max() ? "max_of(" : "min_of(";
            return List.of(name, extreme.left(), ", ", extreme.right(), ")");
        }
        return List.of("(", ((PromDuration.Parens) duration).inner(), ")");
    }

    /** Whether a left operand needs parentheses that it does not have. Trees of the parser never do. */
    static boolean leftNeedsParens(BinaryExpr parent, Expr left) {
        int own = parent.op().precedence();
        if (left instanceof BinaryExpr binary) {
            int other = binary.op().precedence();
            return other < own || (other == own && parent.op().isRightAssociative());
        }
        boolean signed = left instanceof UnaryExpr
                || (left instanceof NumberLiteral number && (number.value() < 0 || 1 / number.value() < 0));
        return signed && own > BinaryOp.SIGN_PRECEDENCE;
    }

    static boolean rightNeedsParens(BinaryExpr parent, Expr right) {
        int own = parent.op().precedence();
        if (right instanceof BinaryExpr binary) {
            int other = binary.op().precedence();
            return other < own || (other == own && !parent.op().isRightAssociative());
        }
        return false;
    }

    static boolean signNeedsParens(Expr operand) {
        return operand instanceof BinaryExpr binary && binary.op().precedence() <= BinaryOp.SIGN_PRECEDENCE;
    }

    static boolean subqueryNeedsParens(Expr operand) {
        return operand instanceof BinaryExpr || operand instanceof UnaryExpr;
    }
}
