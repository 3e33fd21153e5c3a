package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verbs of {@code printf} that annotations use: v, s, q, d, f, g and the percent sign. */
final class GoFormat {

    private static final Pattern VERB = Pattern.compile("%(\\.(\\d{1,2}))?([a-zA-Z%])");

    private GoFormat() {}

    static String format(String pattern, List<TemplateValue> arguments) {
        var out = new StringBuilder();
        Matcher verbs = VERB.matcher(pattern);
        int next = 0;
        while (verbs.find()) {
            if (verbs.group(3).equals("%")) {
                verbs.appendReplacement(out, "%");
                continue;
            }
            if (next == arguments.size()) {
                throw new IllegalArgumentException("printf has fewer arguments than verbs");
            }
            int precision = verbs.group(2) == null ? -1 : Integer.parseInt(verbs.group(2));
            String text = one(verbs.group(3).charAt(0), precision, arguments.get(next++));
            verbs.appendReplacement(out, Matcher.quoteReplacement(text));
        }
        if (next < arguments.size()) {
            throw new IllegalArgumentException("printf has more arguments than verbs");
        }
        return verbs.appendTail(out).toString();
    }

    private static String one(char verb, int precision, TemplateValue value) {
        return switch (verb) {
            case 'v', 's' -> value.text();
            case 'q' -> quoted(value.text());
            case 'd' -> {
                if (value instanceof Whole) {
                    yield value.text();
                }
                throw new IllegalArgumentException("verb d needs a whole number");
            }
            case 'f' -> GoFloat.fixed(number(verb, value), precision < 0 ? 6 : precision);
            case 'g' ->
                precision < 0
                        ? GoFloat.shortest(number(verb, value))
                        : GoFloat.significant(number(verb, value), Math.max(1, precision));
            default -> throw new IllegalArgumentException("printf does not know the verb " + verb);
        };
    }

    private static double number(char verb, TemplateValue value) {
        if (value instanceof Real number) {
            return number.value();
        }
        throw new IllegalArgumentException("verb " + verb + " needs a floating-point number");
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }
}
