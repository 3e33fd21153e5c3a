package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Arguments;
import dev.strata.rulegen.template.TemplateValue.Complex;
import dev.strata.rulegen.template.TemplateValue.Html;
import dev.strata.rulegen.template.TemplateValue.Labels;
import dev.strata.rulegen.template.TemplateValue.Moment;
import dev.strata.rulegen.template.TemplateValue.Nil;
import dev.strata.rulegen.template.TemplateValue.Octet;
import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Samples;
import dev.strata.rulegen.template.TemplateValue.Span;
import dev.strata.rulegen.template.TemplateValue.Struct;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Truth;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** One verb of Go's fmt with its flags, written into a text. */
final class GoVerb {
    private final StringBuilder out;
    private final GoField field = new GoField();
    private boolean goSyntax;
    private boolean named;

    GoVerb(StringBuilder out) {
        this.out = out;
    }

    /** Takes a flag; false when the character is none. */
    boolean flag(char c) {
        return field.flag(c);
    }

    void width(int width, boolean toTheLeft) {
        field.width = width;
        if (toTheLeft) {
            field.minus = true;
            field.zero = false;
        }
    }

    void precision(int precision) {
        field.precision = precision;
    }

    void write(TemplateValue value, int verb) {
        if (verb == 'v' || verb == 'w') {
            goSyntax = field.sharp;
            named = field.plus;
            field.sharp = false;
            field.plus = false;
        }
        if (value instanceof Nil) {
            if (verb == 'T' || verb == 'v') {
                out.append(field.pad("<nil>"));
            } else {
                bad(value, verb);
            }
        } else if (verb == 'T') {
            out.append(field.pad(field.cut(value.type())));
        } else if (verb == 'p') {
            if (isPointer(value)) {
                throw address();
            }
            bad(value, verb);
        } else {
            print(value, verb, 0);
        }
    }

    private static boolean isPointer(TemplateValue value) {
        return !(value instanceof Text
                || value instanceof Html
                || value instanceof Real
                || value instanceof Whole
                || value instanceof Octet
                || value instanceof Complex
                || value instanceof Truth
                || value instanceof Struct);
    }

    private static IllegalArgumentException address() {
        return new IllegalArgumentException("the text has an address of memory, which is another one each time");
    }

    private void bad(TemplateValue value, int verb) {
        out.append("%!").appendCodePoint(verb).append('(');
        if (value instanceof Nil) {
            out.append("<nil>");
        } else {
            out.append(value.type()).append('=');
            print(value, 'v', 0);
        }
        out.append(')');
    }

    private void print(TemplateValue value, int verb, int depth) {
        if (value instanceof Text text) {
            string(value, text.value(), verb);
        } else if (value instanceof Html html) {
            string(value, html.value(), verb);
        } else if (value instanceof Real real) {
            real(value, real.value(), verb);
        } else if (value instanceof Whole whole) {
            whole(value, BigInteger.valueOf(whole.value()), true, verb);
        } else if (value instanceof Octet octet) {
            whole(value, BigInteger.valueOf(octet.value()), false, verb);
        } else if (value instanceof Truth truth) {
            if (verb == 't' || verb == 'v') {
                out.append(field.pad(Boolean.toString(truth.value())));
            } else {
                bad(value, verb);
            }
        } else if (value instanceof Complex complex) {
            complex(complex, verb);
        } else if (value instanceof Nil) {
            nil();
        } else {
            composed(value, verb, depth);
        }
    }

    private void nil() {
        if (goSyntax) {
            out.append("interface {}(nil)");
        } else {
            out.append("<nil>");
        }
    }

    private void composed(TemplateValue value, int verb, int depth) {
        if (verb == 'w') {
            bad(value, verb); // only errors may be wrapped
        } else if (value instanceof Labels labels) {
            var entries = new TreeMap<String, TemplateValue>(Utf8.ORDER);
            labels.value().forEach((name, text) -> entries.put(name, new Text(text)));
            entries("map[", "]", value, entries, verb, depth);
        } else if (value instanceof Arguments arguments) {
            var entries = new TreeMap<String, TemplateValue>(Utf8.ORDER);
            entries.putAll(arguments.value());
            entries("map[", "]", value, entries, verb, depth);
        } else if (value instanceof Struct struct) {
            fields(struct, verb, depth);
        } else if (value instanceof Sample sample) {
            if (depth > 0) {
                throw address();
            }
            out.append('&');
            print(sample.struct(), verb, depth + 1);
        } else if (value instanceof Samples samples) {
            if (!samples.value().isEmpty()) {
                throw address();
            }
            out.append(goSyntax ? value.type() + "{}" : "[]");
        } else {
            time(value, verb);
        }
    }

    private void time(TemplateValue value, int verb) {
        if (goSyntax || "vsxXq".indexOf(verb) < 0) {
            throw address();
        }
        String text =
                value instanceof Moment moment ? GoTime.text(moment.millis()) : GoTime.duration(((Span) value).nanos());
        string(value, text, verb);
    }

    private void entries(
            String begin, String end, TemplateValue value, Map<String, TemplateValue> entries, int verb, int depth) {
        out.append(goSyntax ? value.type() + "{" : begin);
        for (Iterator<Map.Entry<String, TemplateValue>> i = entries.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, TemplateValue> entry = i.next();
            print(new Text(entry.getKey()), verb, depth + 1);
            out.append(':');
            print(entry.getValue(), verb, depth + 1);
            if (i.hasNext()) {
                out.append(goSyntax ? ", " : " ");
            }
        }
        out.append(goSyntax ? "}" : end);
    }

    private void fields(Struct struct, int verb, int depth) {
        out.append(goSyntax ? struct.type() : "").append('{');
        String between = "";
        for (Map.Entry<String, TemplateValue> entry : struct.fields().entrySet()) {
            out.append(between);
            between = goSyntax ? ", " : " ";
            if (goSyntax || named) {
                out.append(entry.getKey()).append(':');
            }
            print(entry.getValue(), verb, depth + 1);
        }
        out.append('}');
    }

    private void string(TemplateValue value, String text, int verb) {
        switch (verb) {
            case 'v' -> out.append(goSyntax ? field.quoted(text) : field.pad(field.cut(text)));
            case 's' -> out.append(field.pad(field.cut(text)));
            case 'q' -> out.append(field.quoted(text));
            case 'x', 'X' -> out.append(field.hexadecimal(text, verb == 'X'));
            default -> bad(value, verb);
        }
    }

    private void whole(TemplateValue value, BigInteger number, boolean signed, int verb) {
        switch (verb) {
            case 'v' -> {
                boolean before = field.sharp;
                field.sharp |= goSyntax && !signed;
                out.append(field.whole(number, goSyntax && !signed ? 16 : 10, 'v'));
                field.sharp = before;
            }
            case 'd' -> out.append(field.whole(number, 10, verb));
            case 'b' -> out.append(field.whole(number, 2, verb));
            case 'o', 'O' -> out.append(field.whole(number, 8, verb));
            case 'x', 'X' -> out.append(field.whole(number, 16, verb));
            case 'c' -> out.append(field.pad(Character.toString(character(number))));
            case 'q' -> out.append(field.pad(GoText.quoted(Character.toString(character(number)), '\'', field.plus)));
            case 'U' -> out.append(field.unicode(number));
            default -> bad(value, verb);
        }
    }

    private static int character(BigInteger number) {
        boolean valid =
                number.signum() >= 0 && number.bitLength() < 32 && Character.isValidCodePoint(number.intValue());
        int c = valid ? number.intValue() : 0xfffd;
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
    }

    private void real(TemplateValue value, double number, int verb) {
        switch (verb) {
            case 'v' -> out.append(field.real(number, 'g', -1, goSyntax));
            case 'b', 'g', 'G', 'x', 'X' -> out.append(field.real(number, (char) verb, -1, false));
            case 'f', 'e', 'E' -> out.append(field.real(number, (char) verb, 6, false));
            case 'F' -> out.append(field.real(number, 'f', 6, false));
            default -> bad(value, verb);
        }
    }

    private void complex(Complex value, int verb) {
        if ("vbgGxXfFeE".indexOf(verb) < 0) {
            bad(value, verb);
            return;
        }
        boolean plus = field.plus;
        out.append('(');
        real(value, value.real(), verb);
        field.plus = true;
        real(value, value.imaginary(), verb);
        out.append("i)");
        field.plus = plus;
    }
}
