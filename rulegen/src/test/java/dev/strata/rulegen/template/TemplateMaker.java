package dev.strata.rulegen.template;

import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Makes templates: grown from a small grammar, or one of the given texts with a few changes. */
final class TemplateMaker {
    private static final List<String> ATOMS = List.of(
            "$labels",
            "$value",
            "$labels.pod",
            "$labels.none",
            ".",
            "$",
            ".Value",
            ".Labels.pod",
            ".Labels",
            "$x",
            "nil",
            "true",
            "false",
            "0",
            "1",
            "-3",
            "2.5",
            "1e6",
            "0x1f",
            "'c'",
            "\"a.b\"",
            "\"up\"",
            "`raw`",
            "\"\"",
            "\"1h\"",
            "\"host.example:80\"",
            "\"%5.2f|%v\"",
            "\"%q %d\"",
            "$externalLabels",
            "now",
            "\"none\"",
            "\"é☺\"",
            "\"(.)(.)\"",
            "\"$2$1\"",
            "\"pod\"",
            "1i",
            "0.00001",
            "123456789.0",
            "\"12.5\"");
    private static final List<String> FUNCTIONS = List.copyOf(TemplateFunctions.BY_NAME.keySet());
    private static final List<String> MUTATIONS = List.of(
            " ", "|", "(", ")", "{{", "}}", "-", " -}}", "{{- ", "$", ".", "\"", "`", "'", "\\", "end", "else", "if ",
            "range ", "with ", ":=", "=", ",", "break", "nil", "0", "9", "e", "x", "%", "/*", "*/", "\n", "é", "_",
            "i");

    private final Random random;
    private final List<String> given;

    TemplateMaker(Random random, List<String> given) {
        this.random = random;
        this.given = given;
    }

    String next() {
        String text = random.nextInt(3) == 0 ? given.get(random.nextInt(given.size())) : grown();
        int changes = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < changes; i++) {
            text = changed(text);
        }
        return text;
    }

    private String grown() {
        String start = random.nextBoolean() ? "{{ $x := " + pipeline(1) + " }}" : "";
        return start + nodes(3);
    }

    private String nodes(int depth) {
        var out = new StringBuilder();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            out.append(node(depth));
        }
        return out.toString();
    }

    private String node(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 5);
        String open = random.nextInt(8) == 0 ? "{{- " : "{{ ";
        String close = random.nextInt(8) == 0 ? " -}}" : " }}";
        return switch (kind) {
            case 0 -> " text ";
            case 1, 2, 3 -> open + pipeline(2) + close;
            case 4 -> open + "$x = " + pipeline(1) + close;
            case 5, 6 -> block(open + "if " + pipeline(2) + close, depth, "else if " + pipeline(1));
            case 7, 8 -> block(open + "with " + pipeline(2) + close, depth, "else with " + pipeline(1));
            case 9 -> block(open + "range " + rangeVariables() + pipeline(1) + close, depth, "else");
            case 10 -> block("{{ range query \"up\" }}", depth, "break }}{{ else");
            default -> "{{ define \"t\" }}" + nodes(0) + "{{ end }}{{ template \"t\" " + pipeline(1) + " }}";
        };
    }

    private String rangeVariables() {
        return switch (random.nextInt(5)) {
            case 0 -> "$i, $e := ";
            case 1 -> "$e := ";
            case 2 -> "$x = ";
            default -> "";
        };
    }

    private String block(String opened, int depth, String other) {
        String body = opened + nodes(depth - 1);
        return body + (random.nextInt(3) == 0 ? "{{ " + other + " }}" + nodes(0) : "") + "{{ end }}";
    }

    private String pipeline(int depth) {
        String first = command(depth);
        return random.nextInt(3) == 0 ? first + " | " + call(0) : first;
    }

    private String command(int depth) {
        return depth == 0 || random.nextInt(3) == 0 ? atom() : call(depth);
    }

    private String call(int depth) {
        String name = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        TemplateFunction function = Objects.requireNonNull(TemplateFunctions.BY_NAME.get(name));
        int count = function.parameters().size()
                + (function.rest() == null ? 0 : random.nextInt(3))
                + (random.nextInt(15) == 0 ? 1 : 0)
                - (depth == 0 ? 1 : 0);
        var out = new StringBuilder(name);
        for (int i = 0; i < count; i++) {
            boolean known = i < function.parameters().size();
            out.append(' ').append(known ? argument(function.parameter(i), depth) : any(depth));
        }
        return out.toString();
    }

    private String argument(TemplateFunction.Parameter parameter, int depth) {
        boolean fitting = random.nextInt(6) > 0;
        if (fitting && parameter == TemplateFunction.Parameter.SAMPLE) {
            return "(first (query \"up\"))";
        }
        if (fitting && parameter == TemplateFunction.Parameter.SAMPLES) {
            return random.nextBoolean() ? "(query \"up\")" : "(query \"none\")";
        }
        if (fitting && parameter == TemplateFunction.Parameter.STRING) {
            return text();
        }
        return any(depth);
    }

    private String any(int depth) {
        return depth > 0 && random.nextInt(3) == 0 ? "(" + pipeline(depth - 1) + ")" : atom();
    }

    private String text() {
        String atom = atom();
        return atom.startsWith("\"") || atom.startsWith("`") ? atom : "$labels.pod";
    }

    private String atom() {
        return ATOMS.get(random.nextInt(ATOMS.size()));
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        at = text.offsetByCodePoints(0, text.codePointCount(0, at));
        int length = text.length() - at;
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(3)));
            case 1 -> text.substring(0, at) + text.substring(at, at + Math.min(length, 4)) + text.substring(at);
            default -> text.substring(0, at) + MUTATIONS.get(random.nextInt(MUTATIONS.size())) + text.substring(at);
        };
    }
}
