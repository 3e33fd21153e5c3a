package dev.strata.rulegen.diagnostic;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import java.util.List;
import java.util.Locale;

/**
 * Writes findings as people read them:
 *
 * <pre>
 * rules.yaml:3:9: error: unknown function "rat" [promql/unknown-function]
 *   expr: rat(x[5m])
 *         ^^^
 *   hint: did you mean "rate"?
 * </pre>
 *
 * Tabs of the source line are repeated under it, wide characters take two carets and combining marks none, so that
 * carets stand where a terminal shows the text.
 */
public final class DiagnosticPrinter {
    /** Longer source lines are cut around the finding; a generated one-line file must not flood the terminal. */
    private static final int MAX_LINE = 200;

    private static final String RESET = "\u001b[0m";

    private final boolean color;

    private DiagnosticPrinter(boolean color) {
        this.color = color;
    }

    public static DiagnosticPrinter plain() {
        return new DiagnosticPrinter(false);
    }

    public static DiagnosticPrinter colored() {
        return new DiagnosticPrinter(true);
    }

    public String print(List<Diagnostic> diagnostics) {
        var out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            append(out, diagnostic);
        }
        return out.toString();
    }

    public String print(Diagnostic diagnostic) {
        return print(List.of(diagnostic));
    }

    private void append(StringBuilder out, Diagnostic diagnostic) {
        SourceFile file = diagnostic.file();
        out.append(visible(file.name()));
        if (!diagnostic.span().isNone()) {
            out.append(':').append(file.position(diagnostic.span().start()));
        }
        out.append(": ");
        String level = diagnostic.level().name().toLowerCase(Locale.ROOT);
        out.append(paint(levelColor(diagnostic.level()), level + ":"));
        out.append(' ').append(visible(diagnostic.message()));
        out.append(" [").append(diagnostic.id()).append("]\n");
        if (!diagnostic.span().isNone()) {
            appendSource(out, file, diagnostic);
        }
        if (diagnostic.hint() != null) {
            out.append("  hint: ").append(visible(diagnostic.hint())).append('\n');
        }
    }

    private void appendSource(StringBuilder out, SourceFile file, Diagnostic diagnostic) {
        Span span = diagnostic.span();
        int number = file.position(span.start()).line();
        String line = file.line(number);
        int from = Math.min(span.start() - file.lineStart(number), line.length());
        int to = Math.min(Math.max(from, span.end() - file.lineStart(number)), line.length());
        int cutStart = 0;
        if (line.length() > MAX_LINE && from > MAX_LINE / 2) {
            cutStart = onBoundary(line, from - MAX_LINE / 2);
        }
        int cutEnd = onBoundary(line, Math.min(line.length(), cutStart + MAX_LINE));
        String before = cutStart > 0 ? "..." : "";
        String after = cutEnd < line.length() ? "..." : "";
        out.append("  ").append(before);
        out.append(visible(line.substring(cutStart, cutEnd)));
        out.append(after).append('\n');
        var carets = new StringBuilder();
        carets.append("  ").append(" ".repeat(before.length()));
        appendPadding(carets, line.substring(cutStart, Math.min(from, cutEnd)));
        int width = width(line.substring(Math.min(from, cutEnd), Math.min(to, cutEnd)));
        out.append(carets).append(paint(levelColor(diagnostic.level()), "^".repeat(Math.max(1, width))));
        out.append('\n');
    }

    private static int onBoundary(String line, int at) {
        boolean splits = at > 0
                && at < line.length()
                && Character.isLowSurrogate(line.charAt(at))
                && Character.isHighSurrogate(line.charAt(at - 1));
        return splits ? at - 1 : at;
    }

    private static void appendPadding(StringBuilder out, String text) {
        text.codePoints().forEach(c -> out.append(c == '\t' ? "\t" : " ".repeat(Widths.of(c))));
    }

    private static int width(String text) {
        return text.codePoints().map(Widths::of).sum();
    }

    /** Control characters and lone surrogates become the replacement character: a finding must not steer a terminal. */
    private static String visible(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isHarmless(c) ? c : 0xFFFD));
        return out.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        boolean control = Character.isISOControl(c) || type == Character.SURROGATE;
        boolean separator = type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
        return c == '\t' || (!control && !separator);
    }

    private String paint(String code, String text) {
        return color ? code + text + RESET : text;
    }

    private static String levelColor(Level level) {
        return switch (level) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            case INFO -> "\u001b[1;34m";
        };
    }
}
