package dev.strata.rulegen.template;

import static dev.strata.rulegen.template.GoFunctions.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.template.TemplateValue.Html;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Truth;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Prometheus's functions about texts and addresses. */
final class TextFunctions {

    private TextFunctions() {}

    static void addTo(TemplateFunctions.Table table) {
        table.add("reReplaceAll", "sss", (a, c) -> replaced(text(a.get(0)), text(a.get(1)), text(a.get(2))));
        table.add(
                "match",
                "ss",
                (a, c) -> new Truth(
                        pattern(text(a.get(0))).matcher(text(a.get(1))).find()));
        table.add("safeHtml", "s", (a, c) -> new Html(text(a.get(0))));
        table.add("title", "s", (a, c) -> new Text(title(text(a.get(0)))));
        table.add("toUpper", "s", (a, c) -> each(text(a.get(0)), Character::toUpperCase));
        table.add("toLower", "s", (a, c) -> each(text(a.get(0)), Character::toLowerCase));
        table.add("urlQueryEscape", "s", (a, c) -> new Text(Utf8.queryEscaped(text(a.get(0)))));
        table.add("stripPort", "s", (a, c) -> new Text(HostPort.withoutPort(text(a.get(0)))));
        table.add("stripDomain", "s", (a, c) -> new Text(HostPort.withoutDomain(text(a.get(0)))));
        table.add("externalURL", "", (a, c) -> new Text(c.externalUrl()));
        table.add("pathPrefix", "", (a, c) -> new Text(path(c.externalUrl())));
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Text replaced(String expression, String replacement, String text) {
        Matcher matcher = pattern(expression).matcher(text);
        var out = new StringBuilder();
        int copied = 0;
        int lastEnd = 0;
        while (matcher.find()) {
            out.append(text, copied, matcher.start());
            copied = matcher.end();
            if (matcher.end() > lastEnd || matcher.start() == 0) {
                expand(replacement, matcher, out);
            }
            lastEnd = matcher.end();
        }
        return new Text(out.append(text, copied, text.length()).toString());
    }

    /** Groups are written {@code $1}, {@code $name} or with braces; the longest name counts. */
    private static void expand(String replacement, Matcher matcher, StringBuilder out) {
        int at = 0;
        while (at < replacement.length()) {
            int dollar = replacement.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.append(replacement, at, dollar);
            at = dollar + 1;
            if (replacement.startsWith("$", at)) {
                out.append('$');
                at++;
                continue;
            }
            boolean braced = replacement.startsWith("{", at);
            int from = at + (braced ? 1 : 0);
            int to = from;
            while (to < replacement.length() && TemplateLexer.isWordPart(replacement.codePointAt(to))) {
                to += Character.charCount(replacement.codePointAt(to));
            }
            if (to == from || (braced && !replacement.startsWith("}", to))) {
                out.append('$');
                continue;
            }
            out.append(group(matcher, replacement.substring(from, to)));
            at = to + (braced ? 1 : 0);
        }
        out.append(replacement, Math.min(at, replacement.length()), replacement.length());
    }

    private static String group(Matcher matcher, String name) {
        String found = null;
        if (name.matches("[0-9]{1,8}")) {
            int number = Integer.parseInt(name);
            found = number <= matcher.groupCount() ? matcher.group(number) : null;
        } else {
            try {
                found = matcher.group(name);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        return found == null ? "" : found;
    }

    private static Text each(String text, IntUnaryOperator change) {
        var out = new StringBuilder();
        text.codePoints().map(change).forEach(out::appendCodePoint);
        return new Text(out.toString());
    }

    /** Each word begins with a capital, the rest stays; a point or apostrophe between letters does not end a word. */
    private static String title(String text) {
        var out = new StringBuilder();
        boolean inWord = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isInner(c)) {
                out.append(inWord || !Character.isLetter(c) ? Character.toString(c) : capital(c));
                inWord |= Character.isLetter(c);
                continue;
            }
            boolean joins = inWord && isJoint(c) && at < text.length() && Character.isLetter(text.codePointAt(at));
            inWord &= joins;
            out.appendCodePoint(c);
        }
        return out.toString();
    }

    /** Some letters become two, of which only the first is large. */
    private static String capital(int c) {
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        if (Character.toTitleCase(c) != c || upper.codePointCount(0, upper.length()) == 1) {
            return Character.toString(Character.toTitleCase(c));
        }
        int first = upper.offsetByCodePoints(0, 1);
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    private static boolean isInner(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isJoint(int c) {
        return "'.:\u2019\u00b7\u2018".indexOf(c) >= 0;
    }

    private static String path(String url) {
        int authority = url.indexOf("://");
        int from = authority < 0 ? 0 : authority + 3;
        int begin = url.indexOf('/', from);
        if (begin < 0) {
            return "";
        }
        int end = begin;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(begin, end);
    }
}
