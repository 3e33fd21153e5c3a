package dev.strata.rulegen.promql.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Regular expressions of matchers: RE2, matching the whole value, the dot matching line ends too. */
public final class LabelRegex {
    private static final String META = "\\.+*?()|[]{}^$";

    private LabelRegex() {}

    /** What is wrong with a regular expression, if anything. */
    public static Optional<String> problem(String regex) {
        if (isLiteral(regex)) {
            return Optional.empty();
        }
        GoRegex.Translated translated = GoRegex.translate(regex);
        if (translated.problem() != null) {
            return Optional.of("error parsing regexp: " + translated.problem());
        }
        try {
            compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    /** Whether a regular expression is a plain text without any operators. */
    static boolean isLiteral(String regex) {
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (META.indexOf(c) >= 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The texts that an expression such as {@code a|b|(c|d)} lists; empty when it is anything else. */
    public static List<String> alternatives(String regex) {
        String inner = regex.startsWith("(") && regex.endsWith(")") ? regex.substring(1, regex.length() - 1) : regex;
        var found = new ArrayList<String>();
        for (String part : inner.split("\\|", -1)) {
            if (!isLiteral(part)) {
                return List.of();
            }
            found.add(part);
        }
        return found;
    }

    private static Pattern compile(String regex) {
        return Pattern.compile(GoRegex.translate(regex).regex(), Pattern.DOTALL);
    }

    static boolean matches(String regex, String value) {
        return isLiteral(regex) ? regex.equals(value) : compile(regex).matches(value);
    }

    /** Whether a series without the label passes. */
    public static boolean matchesEmpty(LabelMatcher matcher) {
        return matches(matcher, "");
    }

    /** Whether a value passes; the regular expression must be sound. */
    public static boolean matches(LabelMatcher matcher, String value) {
        return switch (matcher.op()) {
            case EQUAL -> value.equals(matcher.value());
            case NOT_EQUAL -> !value.equals(matcher.value());
            case REGEX -> matches(matcher.value(), value);
            case NOT_REGEX -> !matches(matcher.value(), value);
        };
    }
}
