package dev.strata.rulegen.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
    @Test
    void print_withHint_showsLineAndCarets() {
        SourceFile file = SourceFile.of("rules.yaml", "a: 1\nexpr: rat(x[5m])\n");
        Diagnostic diagnostic = Diagnostic.error(file, new Span(11, 14), "promql/unknown-function", "unknown \"rat\"")
                .withHint("did you mean \"rate\"?");
        assertThat(DiagnosticPrinter.plain().print(diagnostic)).isEqualTo("""
                rules.yaml:2:7: error: unknown "rat" [promql/unknown-function]
                  expr: rat(x[5m])
                        ^^^
                  hint: did you mean "rate"?
                """);
    }

    @Test
    void print_tabsAndWideCharacters_keepsCaretsAligned() {
        SourceFile file = SourceFile.of("x", "\t\u6f22\ud83d\ude00 bad");
        assertThat(DiagnosticPrinter.plain().print(Diagnostic.warning(file, new Span(5, 8), "i", "m")))
                .isEqualTo("x:1:5: warning: m [i]\n  \t\u6f22\ud83d\ude00 bad\n  \t     ^^^\n");
    }

    @Test
    void print_emptySpanAtEndOfCrlfLine_pointsBehindText() {
        SourceFile file = SourceFile.of("x", "ab\r\ncd");
        assertThat(DiagnosticPrinter.plain().print(Diagnostic.info(file, Span.at(2), "i", "m")))
                .isEqualTo("x:1:3: info: m [i]\n  ab\n    ^\n");
    }

    @Test
    void print_hugeLine_isCut() {
        SourceFile file = SourceFile.of("x", "a".repeat(10_000));
        String printed = DiagnosticPrinter.plain().print(Diagnostic.error(file, new Span(5000, 5003), "i", "m"));
        assertThat(printed)
                .isEqualTo("x:1:5001: error: m [i]\n  ..." + "a".repeat(200) + "...\n  " + " ".repeat(103) + "^^^\n");
    }

    @Test
    void print_controlCharacters_areReplaced() {
        SourceFile file = SourceFile.of("x", "a\u001b[31mb\ud800");
        assertThat(DiagnosticPrinter.plain().print(Diagnostic.error(file, new Span(0, 1), "i", "m\u0000")))
                .isEqualTo("x:1:1: error: m\ufffd [i]\n  a\ufffd[31mb\ufffd\n  ^\n");
    }

    @Test
    void print_colored_paintsLevelAndCarets() {
        SourceFile file = SourceFile.of("x", "a");
        assertThat(DiagnosticPrinter.colored().print(Diagnostic.error(file, new Span(0, 1), "i", "m")))
                .isEqualTo("x:1:1: \u001b[1;31merror:\u001b[0m m [i]\n  a\n  \u001b[1;31m^\u001b[0m\n");
    }

    @Test
    void sorted_shuffled_isByFileAndPosition() {
        SourceFile a = SourceFile.of("a", "xyz");
        SourceFile b = SourceFile.of("b", "xyz");
        var diagnostics = new Diagnostics();
        diagnostics.error(b, Span.at(0), "i", "third");
        diagnostics.warning(a, Span.at(2), "i", "second");
        diagnostics.error(a, Span.at(1), "i", "first");
        diagnostics.error(a, Span.at(1), "i", "first");
        assertThat(diagnostics.sorted()).extracting(Diagnostic::message).isEqualTo(List.of("first", "second", "third"));
        assertThat(diagnostics.hasErrors()).isTrue();
    }

    @Test
    void offset_ofPosition_isInverse() {
        SourceFile file = SourceFile.of("x", "a\ud83d\ude00b\rsecond\n\nfourth");
        for (int offset : new int[] {0, 1, 3, 5, 7, 12, 13, 19}) {
            Position position = file.position(offset);
            assertThat(file.offset(position.line(), position.column())).isEqualTo(offset);
        }
        assertThat(file.position(13)).isEqualTo(new Position(4, 1));
    }

    @Test
    void nearest_typos_findsWord() {
        List<String> known = List.of("rate", "irate", "increase", "histogram_quantile");
        assertThat(Nearest.word("raet", known)).contains("rate");
        assertThat(Nearest.word("RATE", known)).contains("rate");
        assertThat(Nearest.word("histgram_quantil", known)).contains("histogram_quantile");
        assertThat(Nearest.word("sum", known)).isEmpty();
        assertThat(Nearest.hint("incraese", known)).contains("did you mean \"increase\"?");
    }
}
