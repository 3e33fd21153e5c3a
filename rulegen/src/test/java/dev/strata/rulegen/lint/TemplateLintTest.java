package dev.strata.rulegen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLintTest {

    private static List<String> findings(String expression, String text) {
        SourceFile file = SourceFile.of("rules.yaml", "- alert: A\n  summary: " + text + "\n");
        var origin = new RuleOrigin(file, new Span(9, 10));
        var rule = new AlertingRule(
                "A",
                PromqlParser.create().parse(expression).expr(),
                Duration.ZERO,
                Duration.ZERO,
                new TreeMap<>(),
                new TreeMap<>(Map.of("summary", text)),
                origin);
        var group = new RuleGroup("g", Duration.ofSeconds(30), List.of(), List.of(rule));
        var diagnostics = new Diagnostics();
        Lints.checkForeign(new RuleFile("f", List.of(group)), Duration.ofSeconds(30), diagnostics);
        return diagnostics.sorted().stream().map(Diagnostic::message).toList();
    }

    /** Uses of a label that a search in the text or in the first command of an action does not see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ $labels.pod }}",
                "{{ .Labels.pod }}",
                "{{ if true }}{{ $labels.pod }}{{ end }}",
                "{{ if $labels.pod }}x{{ end }}",
                "{{ with $labels.pod }}{{ . }}{{ end }}",
                "{{ if false }}x{{ else }}{{ $labels.pod }}{{ end }}",
                "{{ range query \"up\" }}{{ $labels.pod }}{{ end }}",
                "{{ index $labels \"pod\" }}",
                "{{ \"x\" | printf \"%s %s\" $labels.pod }}",
                "{{ printf \"%s\" (toUpper $labels.pod) }}",
                "{{ $l := $labels }}{{ $l.pod }}",
                "{{ with $labels }}{{ .pod }}{{ end }}",
                "{{ query (printf \"up{pod=%q}\" $labels.pod) | first | value }}",
            })
    void gap11_labelThatIsDropped_isFoundHoweverItIsRead(String text) {
        assertThat(findings("sum by (job) (x) > 1", text))
                .containsExactly("the summary reads the label \"pod\", which the expression drops");
        assertThat(findings("sum by (job, pod) (x) > 1", text)).isEmpty();
    }

    @Test
    void labelOfAnAnswer_isNotThatOfTheAlert() {
        String text = "{{ range query \"up\" }}{{ .Labels.pod }}{{ end }}{{ $externalLabels.pod }}";
        assertThat(findings("sum by (job) (x) > 1", text)).isEmpty();
    }

    @Test
    void variableChangedInALoop_isNoMistake() {
        String text = "{{ $v := $value }}{{ range query \"up\" }}{{ $v }}{{ $v = .Labels.job }}{{ end }}";
        assertThat(findings("x > 1", text)).isEmpty();
    }

    @Test
    void rate_asItIs_isHardToRead() {
        assertThat(findings("rate(x_total[5m]) > 1", "{{ $value }}"))
                .containsExactly("the summary writes a rate with all its digits");
        assertThat(findings("rate(x_total[5m]) > 1", "{{ $value | humanize }} {{ printf \"%.2f\" $value }}"))
                .isEmpty();
        assertThat(findings("x_bytes > 1", "{{ $value | humanizeDuration }}"))
                .containsExactly("the summary writes bytes as a duration");
        assertThat(findings("a_bytes / b_bytes > 0.5", "{{ $value | humanizePercentage }}"))
                .isEmpty();
        assertThat(findings("a_bytes / b_bytes * 100 > 50", "{{ $value | humanizePercentage }}"))
                .containsExactly("the summary writes percent as a percentage");
    }

    @Test
    void comparison_withAValueThatCannotBe_isFound() {
        assertThat(findings("x{phase=~\"Failed|Running\"} > 1", "{{ if eq $labels.phase \"running\" }}x{{ end }}"))
                .containsExactly("the summary compares in vain: the label \"phase\" is never \"running\"");
    }

    @Test
    void mistake_hasItsReason() {
        assertThat(findings("x > 1", "{{ $value")).singleElement().asString().contains("unclosed action");
        assertThat(findings("x > 1", "{{ humanise $value }}"))
                .containsExactly("the summary is no valid template: function \"humanise\" not defined");
    }
}
