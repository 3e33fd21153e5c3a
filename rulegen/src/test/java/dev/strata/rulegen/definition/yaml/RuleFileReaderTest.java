package dev.strata.rulegen.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.definition.yaml.RuleFileReader.WrittenRule;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileReaderTest {

    private static List<WrittenRule> read(String text, Diagnostics diagnostics) {
        return RuleFileReader.read(SourceFile.of("rules.yaml", text), diagnostics);
    }

    private static Excerpt expression(String expr) {
        String text = "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: " + expr + "\n    for: 5m\n";
        var diagnostics = new Diagnostics();
        List<WrittenRule> rules = read(text, diagnostics);
        assertThat(diagnostics.sorted()).isEmpty();
        return rules.get(0).expression();
    }

    /** Every character but blanks stands where the excerpt says. */
    private static void assertPlaces(Excerpt excerpt) {
        for (int i = 0; i < excerpt.text().length(); i++) {
            char c = excerpt.text().charAt(i);
            if (!Character.isWhitespace(c)) {
                int at = excerpt.span(i, i + 1).start();
                assertThat(excerpt.file().text().charAt(at))
                        .as("%d of %s", i, excerpt.text())
                        .isEqualTo(c);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(up) > 1",
                "'sum(up) > 1'",
                "\"sum(up)  > 1\"",
                "|\n      sum(up)\n        > 1",
                "|-\n      sum(up)\n\n      > 1",
                ">\n      sum(up)\n      > 1",
                ">-\n      sum(up)\n\n        by  (x)\n      > 1",
                "sum(up)\n      > 1",
                "'sum(up)\n\n      > 1'",
                "\"sum(up)\n      > 1\"",
                "|2\n      sum(up)\n        > 1",
            })
    void expression_inEachStyle_knowsItsPlaces(String style) {
        assertPlaces(expression(style));
    }

    @Test
    void mistakes_inFoldedAndQuotedTexts_pointAtTheWord() {
        Excerpt folded = expression(">-\n      sum by (job) (\n        rat(x[5m])\n      ) > 1");
        Diagnostic found = PromqlParser.create().parse(folded).diagnostics().get(0);
        assertThat(folded.file()
                        .text()
                        .substring(found.span().start(), found.span().end()))
                .isEqualTo("rat");
        Excerpt quoted = expression("\"x{a=\\\"1\\\"} + \\\n      rat(x[5m])\"");
        Diagnostic second = PromqlParser.create().parse(quoted).diagnostics().get(0);
        assertThat(quoted.file()
                        .text()
                        .substring(second.span().start(), second.span().end()))
                .isEqualTo("rat");
        Excerpt single = expression("'x{a=\"it''s\"} + rat(x[5m])'");
        Diagnostic third = PromqlParser.create().parse(single).diagnostics().get(0);
        assertThat(single.file()
                        .text()
                        .substring(third.span().start(), third.span().end()))
                .isEqualTo("rat");
    }

    @Test
    void expression_foldedAtRandom_knowsItsPlaces() {
        long seed = Long.getLong("seed", 20261125);
        System.out.println("folded texts, seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder(random.nextBoolean() ? ">-\n" : "|\n");
            for (int line = 0; line < 1 + random.nextInt(6); line++) {
                text.append(random.nextInt(5) == 0 && line > 0 ? "\n" : "");
                text.append("      ").append(" ".repeat(line == 0 ? 0 : random.nextInt(4)));
                text.append("w")
                        .append(line)
                        .append(" ".repeat(random.nextInt(3)))
                        .append("+x\n");
            }
            assertPlaces(expression(text.toString().stripTrailing()));
        }
    }

    @Test
    void resource_ofTheOperator_isReadToo() {
        var diagnostics = new Diagnostics();
        List<WrittenRule> rules = read("""
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                spec:
                  groups:
                  - name: g
                    rules:
                    - record: a:b
                      expr: 1
                    - alert: B
                      expr: up == 0
                """, diagnostics);
        assertThat(diagnostics.sorted()).isEmpty();
        assertThat(rules).extracting(WrittenRule::name).containsExactly("a:b", "B");
        assertThat(rules).extracting(WrittenRule::records).containsExactly(true, false);
    }

    @Test
    void whatIsNoRule_isReportedAndTheRestGoesOn() {
        var diagnostics = new Diagnostics();
        List<WrittenRule> rules = read(
                "groups:\n- rules:\n  - alert: A\n  - expr: up\n  - alert: C\n    expr: [1]\n  - alert: D\n    expr: up\n",
                diagnostics);
        assertThat(rules).extracting(WrittenRule::name).containsExactly("D");
        assertThat(diagnostics.sorted()).hasSize(3);
    }
}
