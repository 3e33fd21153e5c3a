package dev.strata.rulegen.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.DiagnosticPrinter;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.check.FunctionTable;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {
    private static final PromqlParser ALL = PromqlParser.withFeatures(EnumSet.allOf(Feature.class));

    private static String errors(String text) {
        return DiagnosticPrinter.plain().print(PromqlParser.create().parse(text).diagnostics());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "sum(rate(x[5m])) by (job) ~ sum by (job) (rate(x[5m]))",
                "- 1 ~ -1",
                "-1^2 ~ -1 ^ 2",
                "2 ^ 3 ^ 2 ~ 2 ^ 3 ^ 2",
                "a offset -5m @ 3 ~ a @ 3.000 offset -5m",
                "a offset 5m + 3 ~ a offset 5m + 3",
                "a offset --5m + 3 ~ a offset 5m + 3",
                "and and or ~ and and or",
                "{\"a.b\", l=\"v\"} ~ {__name__=\"a.b\",l=\"v\"}",
                "sum by (\"a.b\", c) (x) ~ sum by (\"a.b\", c) (x)",
                "0x1F + 0755 + 1_000 + 5m ~ 31 + 493 + 1000 + 5m",
                "a / on(x) group_left(y) b ~ a / on (x) group_left (y) b",
                "1 + on() 2 ~ 1 + 2",
                "\"\\xff\\u00e9\" ~ \"\\xff\u00e9\""
            })
    void parse_accepted_printsCanonically(String text, String expected) {
        PromqlParser.Result result = ALL.parse(text);
        assertThat(PromqlPrinter.canonical(result.expr())).isEqualTo(expected);
    }

    /** The real lexer wants a number before a colon, but is content with one in an earlier bracket; so are we. */
    @Test
    void parse_colonAfterCall_needsANumberBefore() {
        assertThat(ALL.parse("rate(a[step():1m])").isOk()).isFalse();
        assertThat(ALL.parse("rate(a[5m:1m]) + rate(a[step():1m])").isOk()).isTrue();
    }

    @Test
    void parse_unknownFunction_namesTheNearest() {
        assertThat(errors("sum(raet(x[5m]))")).isEqualTo("""
                expression:1:5: error: unknown function with name "raet" [promql/function]
                  sum(raet(x[5m]))
                      ^^^^
                  hint: did you mean "rate"?
                """);
    }

    @Test
    void parse_severalErrors_areAllReported() {
        assertThat(errors("sum(a b) + foo(x) * c{d} / e[5q]")).isEqualTo("""
                expression:1:7: error: unexpected "b", expected an operator, "," or ")" [promql/syntax]
                  sum(a b) + foo(x) * c{d} / e[5q]
                        ^
                expression:1:12: error: unknown function with name "foo" [promql/function]
                  sum(a b) + foo(x) * c{d} / e[5q]
                             ^^^
                expression:1:24: error: unexpected "}", expected one of =, !=, =~ or !~ [promql/syntax]
                  sum(a b) + foo(x) * c{d} / e[5q]
                                         ^
                expression:1:30: error: bad number or duration "5" [promql/syntax]
                  sum(a b) + foo(x) * c{d} / e[5q]
                                               ^
                """);
    }

    @Test
    void parse_gatedForm_namesFlagAndVersion() {
        assertThat(errors("a + fill(0) b")).isEqualTo("""
                expression:1:1: error: the modifier "fill" needs --enable-feature=promql-binop-fill-modifiers and \
                Prometheus 3.10 or newer [promql/feature]
                  a + fill(0) b
                  ^
                """);
        assertThat(PromqlParser.create().parse("a[5m+5m]").isOk()).isTrue();
        assertThat(PromqlParser.withFeatures(EnumSet.noneOf(Feature.class))
                        .parse("a[5m+5m]")
                        .isOk())
                .isFalse();
    }

    @Test
    void parse_foldedScalar_pointsIntoTheFile() {
        String yaml = "expr: >\n  sum(\n  raet(x[5m]))\n";
        String text = "sum( raet(x[5m]))";
        int[] offsets = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            offsets[i] = i < 5 ? 10 + i : 12 + i;
        }
        SourceFile file = SourceFile.of("rules.yaml", yaml);
        PromqlParser.Result result = PromqlParser.create().parse(Excerpt.mapped(file, text, offsets));
        assertThat(DiagnosticPrinter.plain().print(result.diagnostics())).isEqualTo("""
                rules.yaml:3:3: error: unknown function with name "raet" [promql/function]
                    raet(x[5m]))
                    ^^^^
                  hint: did you mean "rate"?
                """);
    }

    @Test
    void parse_spans_coverEveryNode() {
        String text = "sum by (a) (rate(x{b=\"c\"}[5m] offset 1m)) / (-y)";
        var covered = new ArrayList<String>();
        ExprFold.forEach(
                ALL.parse(text).expr(),
                node -> covered.add(
                        text.substring(node.span().start(), node.span().end())));
        assertThat(covered)
                .containsExactly(
                        text,
                        "sum by (a) (rate(x{b=\"c\"}[5m] offset 1m))",
                        "rate(x{b=\"c\"}[5m] offset 1m)",
                        "x{b=\"c\"}[5m] offset 1m",
                        "x{b=\"c\"}",
                        "(-y)",
                        "-y",
                        "y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#",
                "\u0000",
                "a\ud800",
                "\udfff{",
                "\"\ufffd\"",
                "a\u00a0b",
                "(((",
                ")",
                "[",
                "{",
                "a[",
                "'"
            })
    void parse_rubbish_isRefusedWithAPlace(String text) {
        List<Diagnostic> diagnostics = ALL.parse(text).diagnostics();
        assertThat(diagnostics).isNotEmpty();
        Span span = diagnostics.get(0).span();
        assertThat(span.start()).isBetween(0, text.length());
        assertThat(DiagnosticPrinter.plain().print(diagnostics)).isNotEmpty();
    }

    @Test
    void parse_lineEndsAndTabs_areBlanks() {
        assertThat(PromqlPrinter.canonical(ALL.parse("a\r\n\t+ # sum\r\n b").expr()))
                .isEqualTo("a + b");
    }

    @ParameterizedTest
    @ValueSource(strings = {" + ", " ^ ", " or ", " == bool "})
    void parse_longChain_isAccepted(String operator) {
        String text = ("1" + (operator.contains("or") ? "" : operator) + "x" + operator).repeat(50_000) + "y";
        String chain = operator.contains("or") ? text.replace("1x", "x") : text;
        PromqlParser.Result result = ALL.parse(chain);
        assertThat(result.isOk()).isTrue();
        assertThat(PromqlPrinter.canonical(result.expr())).isEqualTo(chain);
        assertThat(PromqlPrinter.pretty(result.expr())).contains("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(|)", "-|", "sum(|)", "abs(|)"})
    void parse_nesting_isLimited(String around) {
        String[] parts = around.split("\\|", -1);
        String deepest = parts[0].repeat(10_000) + "x" + parts[1].repeat(10_000);
        PromqlParser.Result result = ALL.parse(deepest);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(PromqlPrinter.canonical(result.expr())).isEqualTo(deepest);
        String tooDeep = parts[0].repeat(1_000_000) + "x" + parts[1].repeat(1_000_000);
        assertThat(ALL.parse(tooDeep).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("expression is nested deeper than 10000 levels");
    }

    @Test
    void parse_deepDurations_areLimited() {
        String fine = "x[" + "(".repeat(9_000) + "5m" + ")".repeat(9_000) + "]";
        assertThat(PromqlPrinter.canonical(ALL.parse(fine).expr())).isEqualTo("x[(5m)]");
        String chain = "x[1s" + " + 1s".repeat(100_000) + "]";
        assertThat(PromqlPrinter.canonical(ALL.parse(chain).expr())).isEqualTo(chain);
        assertThat(ALL.parse("x[" + "-".repeat(100_000) + "5m]").isOk()).isFalse();
    }

    @Test
    void parse_tenMegabytes_endsSoon() {
        String text = "sum(rate(http_requests_total{code=~\"5..\"}[5m])) + ".repeat(200_000) + "1";
        assertThat(text.length()).isGreaterThan(10_000_000);
        assertThat(ALL.parse(text).isOk()).isTrue();
        assertThat(ALL.parse("{a=\"" + "x".repeat(10_000_000) + "\"}").isOk()).isTrue();
        assertThat(ALL.parse("(".repeat(10_000_000)).isOk()).isFalse();
    }

    @Test
    void functionTable_everyRow_isCallableByName() {
        assertThat(FunctionTable.names()).hasSize(90);
        assertThat(((Call) ALL.parse("rate(x[5m])").expr()).nameSpan()).isEqualTo(new Span(0, 4));
    }
}
