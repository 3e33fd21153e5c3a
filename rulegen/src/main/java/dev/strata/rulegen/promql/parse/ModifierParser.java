package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads what stands between an operator and its right side, and lists of labels. */
final class ModifierParser {
    private final Tokens tokens;

    ModifierParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The modifiers of one operator. */
    record Modifiers(boolean returnBool, VectorMatching matching) {}

    Modifiers modifiers() {
        boolean returnBool = tokens.accept(TokenType.BOOL);
        Cardinality cardinality = Cardinality.ONE_TO_ONE;
        boolean on = tokens.is(TokenType.ON);
        List<String> labels = List.of();
        List<String> include = List.of();
        if (tokens.accept(TokenType.ON) || tokens.accept(TokenType.IGNORING)) {
            labels = labels();
            if (tokens.is(TokenType.GROUP_LEFT) || tokens.is(TokenType.GROUP_RIGHT)) {
                cardinality = tokens.is(TokenType.GROUP_LEFT) ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
                tokens.advance();
                include = tokens.is(TokenType.LEFT_PAREN) ? labels() : List.of();
            }
        }
        Double left = null;
        Double right = null;
        if (tokens.accept(TokenType.FILL)) {
            left = fillValue();
            right = left;
        } else if (tokens.accept(TokenType.FILL_LEFT)) {
            left = fillValue();
            right = tokens.accept(TokenType.FILL_RIGHT) ? fillValue() : null;
        } else if (tokens.accept(TokenType.FILL_RIGHT)) {
            right = fillValue();
            left = tokens.accept(TokenType.FILL_LEFT) ? fillValue() : null;
        }
        return new Modifiers(returnBool, new VectorMatching(cardinality, on, labels, include, left, right));
    }

    private @Nullable Double fillValue() {
        if (!tokens.accept(TokenType.LEFT_PAREN)) {
            tokens.unexpected("\"(\" and a number");
            return null;
        }
        boolean minus = tokens.operator() == BinaryOp.SUBTRACT;
        if (minus || tokens.operator() == BinaryOp.ADD) {
            tokens.advance();
        }
        OptionalDouble value = number();
        if (value.isEmpty()) {
            return null;
        }
        if (!tokens.accept(TokenType.RIGHT_PAREN)) {
            tokens.unexpected("\")\"");
            return null;
        }
        return minus ? -value.getAsDouble() : value.getAsDouble();
    }

    /** Reads a number, or a duration as seconds. Empty after a report that there is none. */
    OptionalDouble number() {
        if (!tokens.is(TokenType.NUMBER) && !tokens.is(TokenType.DURATION)) {
            tokens.unexpected("a number");
            return OptionalDouble.empty();
        }
        OptionalDouble value = OptionalDouble.of(tokenValue(tokens));
        tokens.advance();
        return value;
    }

    /** What the number or duration in view is worth; 0 after a report that it is nothing. */
    static double tokenValue(Tokens tokens) {
        if (tokens.is(TokenType.DURATION)) {
            Numbers.ParsedDuration duration = Numbers.duration(tokens.text());
            if (duration.problem() != null) {
                tokens.error(tokens.span(), duration.problem());
            }
            return duration.seconds();
        }
        OptionalDouble number = Numbers.number(tokens.text());
        if (number.isEmpty()) {
            tokens.error(tokens.span(), "\"" + tokens.text() + "\" is not a number, or too large");
        }
        return number.orElse(0);
    }

    /** Reads labels in parentheses; the last may be followed by a comma. */
    List<String> labels() {
        var labels = new ArrayList<String>();
        if (!tokens.accept(TokenType.LEFT_PAREN)) {
            tokens.unexpected("\"(\" and labels");
            return labels;
        }
        while (!tokens.accept(TokenType.RIGHT_PAREN)) {
            if (!label(labels)) {
                tokens.unexpected("a label name");
                skipToEndOfLabels();
                return labels;
            }
            if (!tokens.is(TokenType.RIGHT_PAREN) && !tokens.accept(TokenType.COMMA)) {
                tokens.unexpected("\",\" or \")\"");
                skipToEndOfLabels();
                return labels;
            }
        }
        return labels;
    }

    private boolean label(List<String> labels) {
        String name;
        if (tokens.is(TokenType.STRING)) {
            name = Quoted.unquote(tokens.source(), tokens.start(), tokens.end());
        } else if (isLabelWord()) {
            name = tokens.text();
        } else {
            return false;
        }
        if (name.isEmpty() || name.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            tokens.error(tokens.span(), "invalid label name for grouping: " + tokens.text());
        }
        labels.add(name);
        tokens.advance();
        return true;
    }

    private boolean isLabelWord() {
        return switch (tokens.type()) {
            case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATION, BOOL, BY, GROUP_LEFT, GROUP_RIGHT -> true;
            case FILL, FILL_LEFT, FILL_RIGHT, IGNORING, OFFSET, ON, ANCHORED, SMOOTHED -> true;
            case START, END, STEP, RANGE, MAX_OF, MIN_OF -> true;
            case OPERATOR -> isWord();
            default -> false;
        };
    }

    private boolean isWord() {
        return Lexer.isAlpha(tokens.source().charAt(tokens.start()));
    }

    private void skipToEndOfLabels() {
        while (!tokens.is(TokenType.EOF) && !tokens.accept(TokenType.RIGHT_PAREN)) {
            tokens.advance();
        }
    }
}
