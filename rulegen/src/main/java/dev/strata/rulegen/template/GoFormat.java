package dev.strata.rulegen.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions Sprint, Sprintln and Sprintf of Go's fmt. */
final class GoFormat {
    private static final int LARGEST = 1_000_000;

    private final String pattern;
    private final List<TemplateValue> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int argument;
    private boolean reordered;
    private boolean goodNumber;
    private boolean afterIndex;

    private GoFormat(String pattern, List<TemplateValue> arguments) {
        this.pattern = pattern;
        this.arguments = arguments;
    }

    /** The text that an action writes. */
    static String text(TemplateValue value) {
        if (value instanceof TemplateValue.Text text) {
            return text.value();
        }
        return sprint(List.of(printable(value)));
    }

    /** What of a value is printed by actions: a pointer's target, and words where there is none. */
    static TemplateValue printable(TemplateValue value) {
        if (value instanceof TemplateValue.Sample sample) {
            return sample.struct();
        }
        return value instanceof TemplateValue.Nil ? new TemplateValue.Text("<no value>") : value;
    }

    /** Spaces stand between two arguments of which none is a string. */
    static String sprint(List<TemplateValue> arguments) {
        var out = new StringBuilder();
        boolean wasText = true;
        for (TemplateValue value : arguments) {
            boolean isText = value instanceof TemplateValue.Text || value instanceof TemplateValue.Html;
            out.append(isText || wasText ? "" : " ");
            new GoVerb(out).write(value, 'v');
            wasText = isText;
        }
        return out.toString();
    }

    static String sprintln(List<TemplateValue> arguments) {
        var out = new StringBuilder();
        String between = "";
        for (TemplateValue value : arguments) {
            out.append(between);
            between = " ";
            new GoVerb(out).write(value, 'v');
        }
        return out.append('\n').toString();
    }

    static String sprintf(String pattern, List<TemplateValue> arguments) {
        return new GoFormat(pattern, arguments).run();
    }

    private String run() {
        while (at < pattern.length()) {
            int percent = pattern.indexOf('%', at);
            out.append(pattern, at, percent < 0 ? pattern.length() : percent);
            if (percent < 0) {
                break;
            }
            at = percent + 1;
            verb();
        }
        if (!reordered && argument < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    private void extra() {
        out.append("%!(EXTRA ");
        String between = "";
        for (TemplateValue value : arguments.subList(argument, arguments.size())) {
            out.append(between);
            between = ", ";
            if (value instanceof TemplateValue.Nil) {
                out.append("<nil>");
            } else {
                out.append(value.type()).append('=');
                new GoVerb(out).write(value, 'v');
            }
        }
        out.append(')');
    }

    private void verb() {
        goodNumber = true;
        afterIndex = false;
        var verb = new GoVerb(out);
        while (at < pattern.length() && verb.flag(pattern.charAt(at))) {
            at++;
        }
        index();
        width(verb);
        precision(verb);
        if (!afterIndex) {
            index();
        }
        if (at >= pattern.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int letter = pattern.codePointAt(at);
        at += Character.charCount(letter);
        if (letter == '%') {
            out.append('%');
        } else if (!goodNumber) {
            out.append("%!").appendCodePoint(letter).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append("%!").appendCodePoint(letter).append("(MISSING)");
        } else {
            verb.write(arguments.get(argument++), letter);
        }
    }

    private void width(GoVerb verb) {
        if (isNext('*')) {
            at++;
            Integer given = fromArgument();
            if (given == null) {
                out.append("%!(BADWIDTH)");
            } else {
                verb.width(Math.abs(given), given < 0);
            }
            afterIndex = false;
            return;
        }
        Integer given = digits();
        if (given != null) {
            verb.width(given, false);
            goodNumber &= !afterIndex;
        }
    }

    private void precision(GoVerb verb) {
        if (at + 1 >= pattern.length() || !isNext('.')) {
            return;
        }
        at++;
        goodNumber &= !afterIndex;
        index();
        if (isNext('*')) {
            at++;
            Integer given = fromArgument();
            if (given == null || given < 0) {
                out.append("%!(BADPREC)");
            } else {
                verb.precision(given);
            }
            afterIndex = false;
            return;
        }
        Integer given = digits();
        verb.precision(given == null ? 0 : given);
    }

    private boolean isNext(char c) {
        return at < pattern.length() && pattern.charAt(at) == c;
    }

    private @Nullable Integer fromArgument() {
        if (argument >= arguments.size()) {
            return null;
        }
        TemplateValue value = arguments.get(argument++);
        long number;
        if (value instanceof TemplateValue.Whole whole) {
            number = whole.value();
        } else if (value instanceof TemplateValue.Octet octet) {
            number = octet.value();
        } else {
            return null;
        }
        return Math.abs(number) > LARGEST ? null : (int) number;
    }

    /** A number written in the pattern; one that is far too long eats the rest of it. */
    private @Nullable Integer digits() {
        int number = 0;
        int start = at;
        while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
            if (number > LARGEST) {
                at = pattern.length();
                return null;
            }
            number = number * 10 + pattern.charAt(at++) - '0';
        }
        return at == start ? null : number;
    }

    /** An explicit argument such as {@code [2]}. */
    private void index() {
        if (!isNext('[')) {
            afterIndex = false;
            return;
        }
        reordered = true;
        int close = pattern.length() - at < 3 ? -1 : pattern.indexOf(']', at + 1);
        if (close < 0) {
            at++;
            goodNumber = false;
            afterIndex = false;
            return;
        }
        String number = pattern.substring(at + 1, close);
        at = close + 1;
        boolean read = number.matches("\\d{1,8}");
        afterIndex = read;
        int wanted = read ? Integer.parseInt(number) - 1 : -1;
        if (read && wanted >= 0 && wanted < arguments.size()) {
            argument = wanted;
        } else {
            goodNumber = false;
        }
    }
}
