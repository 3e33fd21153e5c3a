package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Arguments;
import dev.strata.rulegen.template.TemplateValue.Html;
import dev.strata.rulegen.template.TemplateValue.Labels;
import dev.strata.rulegen.template.TemplateValue.Octet;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Samples;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Truth;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.util.Arrays;
import java.util.List;

/** The functions that every Go template has, see the section Functions of text/template. */
final class GoFunctions {

    private GoFunctions() {}

    static void addTo(TemplateFunctions.Table table) {
        table.add("and", "vv*", (a, c) -> a.get(a.size() - 1));
        table.add("or", "vv*", (a, c) -> a.get(a.size() - 1));
        table.add("not", "v", (a, c) -> new Truth(!a.get(0).truth()));
        table.add("eq", "vv*", (a, c) -> new Truth(GoComparison.equalsAny(a.get(0), a.subList(1, a.size()))));
        table.add("ne", "vv", (a, c) -> new Truth(!GoComparison.equalsAny(a.get(0), a.subList(1, 2))));
        table.add("lt", "vv", (a, c) -> new Truth(GoComparison.less(a.get(0), a.get(1))));
        table.add("le", "vv", (a, c) -> new Truth(GoComparison.lessOrEqual(a.get(0), a.get(1))));
        table.add("gt", "vv", (a, c) -> new Truth(!GoComparison.lessOrEqual(a.get(0), a.get(1))));
        table.add("ge", "vv", (a, c) -> new Truth(!GoComparison.less(a.get(0), a.get(1))));
        table.add("len", "v", (a, c) -> new Whole(length(a.get(0))));
        table.add("index", "vv*", (a, c) -> index(a));
        table.add("slice", "vv*", (a, c) -> slice(a));
        table.add("call", "vv*", (a, c) -> {
            throw new IllegalArgumentException(
                    "non-function of type " + a.get(0).type());
        });
        table.add("print", "v*", (a, c) -> new Text(GoFormat.sprint(a)));
        table.add("println", "v*", (a, c) -> new Text(GoFormat.sprintln(a)));
        table.add("printf", "sv*", (a, c) -> new Text(GoFormat.sprintf(text(a.get(0)), a.subList(1, a.size()))));
        table.add("html", "v*", (a, c) -> new Text(html(joined(a))));
        table.add("js", "v*", (a, c) -> new Text(script(joined(a))));
        table.add("urlquery", "v*", (a, c) -> new Text(Utf8.queryEscaped(joined(a))));
    }

    /** The text of a string argument. */
    static String text(TemplateValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("expected string; got " + value.type());
    }

    private static long length(TemplateValue value) {
        if (value instanceof Text text) {
            return Utf8.bytes(text.value()).length;
        }
        if (value instanceof Html html) {
            return Utf8.bytes(html.value()).length;
        }
        if (value instanceof Labels labels) {
            return labels.value().size();
        }
        if (value instanceof Arguments arguments) {
            return arguments.value().size();
        }
        if (value instanceof Samples samples) {
            return samples.value().size();
        }
        throw new IllegalArgumentException("len of type " + value.type());
    }

    private static TemplateValue index(List<TemplateValue> arguments) {
        TemplateValue value = arguments.get(0);
        if (value instanceof TemplateValue.Nil) {
            throw new IllegalArgumentException("index of untyped nil");
        }
        for (TemplateValue index : arguments.subList(1, arguments.size())) {
            value = element(value, index);
        }
        return value;
    }

    private static TemplateValue element(TemplateValue value, TemplateValue index) {
        if (value instanceof Labels labels) {
            return labels.entry(text(index));
        }
        if (value instanceof Arguments arguments) {
            return arguments.entry(text(index));
        }
        if (value instanceof Samples samples) {
            int at = place(index, samples.value().size() - 1);
            return new Sample(samples.value().get(at));
        }
        if (value instanceof Text || value instanceof Html) {
            byte[] bytes = Utf8.bytes(value instanceof Html html ? html.value() : text(value));
            return new Octet(bytes[place(index, bytes.length - 1)] & 0xff);
        }
        throw new IllegalArgumentException("can't index item of type " + value.type());
    }

    private static int place(TemplateValue index, int most) {
        long at;
        if (index instanceof Whole whole) {
            at = whole.value();
        } else if (index instanceof Octet octet) {
            at = octet.value();
        } else {
            throw new IllegalArgumentException("cannot index slice/array with type " + index.type());
        }
        if (at < 0 || at > most) {
            throw new IllegalArgumentException("index out of range: " + at);
        }
        return (int) at;
    }

    private static TemplateValue slice(List<TemplateValue> arguments) {
        TemplateValue value = arguments.get(0);
        boolean isText = value instanceof Text || value instanceof Html;
        if (!isText && !(value instanceof Samples)) {
            throw new IllegalArgumentException("can't slice item of type " + value.type());
        }
        if (arguments.size() > (isText ? 3 : 4)) {
            throw new IllegalArgumentException("too many slice indexes: " + (arguments.size() - 1));
        }
        int length = (int) length(value);
        int from = arguments.size() > 1 ? place(arguments.get(1), length) : 0;
        int to = arguments.size() > 2 ? place(arguments.get(2), length) : length;
        int limit = arguments.size() > 3 ? place(arguments.get(3), length) : length;
        if (from > to || to > limit) {
            throw new IllegalArgumentException("invalid slice index: " + from + " > " + to);
        }
        if (value instanceof Samples samples) {
            return new Samples(samples.value().subList(from, to));
        }
        if (value instanceof Html html) {
            return new Html(Utf8.text(Arrays.copyOfRange(Utf8.bytes(html.value()), from, to)));
        }
        return new Text(Utf8.text(Arrays.copyOfRange(Utf8.bytes(text(value)), from, to)));
    }

    private static String joined(List<TemplateValue> arguments) {
        if (arguments.size() == 1 && arguments.get(0) instanceof Text text) {
            return text.value();
        }
        return GoFormat.sprint(arguments.stream().map(GoFormat::printable).toList());
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("\0", "\ufffd")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String script(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\', '\'', '"' -> out.append('\\').append((char) c);
                case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
                default -> {
                    if (c < ' ' || (c > 0x7f && !GoText.isPrintable(c))) {
                        out.append(String.format("\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
