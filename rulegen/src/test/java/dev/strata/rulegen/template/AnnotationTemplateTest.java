package dev.strata.rulegen.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationTemplateTest {

    private static final TemplateSample CAUSE =
            new TemplateSample(new TreeMap<>(Map.of("cause_signal", "dependency_slow", "cause_name", "payments")), 0.9);

    private static String render(String text, double value, TemplateSample... answer) {
        var labels = new TreeMap<>(Map.of("namespace", "shop", "name", "orders"));
        return AnnotationTemplate.parse(text).render(new TemplateContext(labels, value, query -> List.of(answer)));
    }

    @ParameterizedTest
    @CsvSource({
        "humanizePercentage,0.0144,1.44%",
        "humanizePercentage,1,100%",
        "humanizePercentage,0.123456,12.35%",
        "humanizeDuration,0,0s",
        "humanizeDuration,0.0123,12.3ms",
        "humanizeDuration,12.5,12.5s",
        "humanizeDuration,3723,1h 2m 3s",
        "humanizeDuration,90061,1d 1h 1m 1s",
        "humanizeDuration,-90,-1m 30s",
        "humanize,1234567,1.235M",
        "humanize,0.00012,120u",
        "humanize1024,2048,2ki",
        "humanize,12345678901234,12.35T",
    })
    void humanize_number_readsAsPrometheusWritesIt(String function, double value, String expected) {
        assertThat(render("{{ $value | " + function + " }}", value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3,3",
        "0.1,0.1",
        "123456,123456",
        "1e21,1e+21",
        "123456789,1.23456789e+08",
        "0.00001,1e-05",
        "-2.5,-2.5"
    })
    void value_plain_readsAsGoWritesIt(double value, String expected) {
        assertThat(render("{{ $value }}", value)).isEqualTo(expected);
    }

    @Test
    void with_answer_setsTheDotAndElseIsLeftOut() {
        String text =
                "{{ with query \"x\" }}{{ with first . }}{{ .Labels.cause_name }} {{ .Value | humanizePercentage }}"
                        + "{{ end }}{{ else }}none{{ end }}";
        assertThat(render(text, 1, CAUSE)).isEqualTo("payments 90%");
        assertThat(render(text, 1)).isEqualTo("none");
    }

    @Test
    void query_textOfPrintf_quotesLabels() {
        var template = AnnotationTemplate.parse(
                "{{ range query (printf \"m{namespace=%q}\" $labels.namespace) }}{{ .Value }}{{ end }}");
        var context = new TemplateContext(new TreeMap<>(Map.of("namespace", "a\"b")), 1, query -> {
            assertThat(query).isEqualTo("m{namespace=\"a\\\"b\"}");
            return List.of(new TemplateSample(new TreeMap<>(), 7));
        });
        assertThat(template.render(context)).isEqualTo("7");
        assertThat(template.labels()).containsExactly("namespace");
        assertThat(template.queries()).isTrue();
    }

    @Test
    void if_elseIfAndVariables_takesTheFirstThatHolds() {
        String text =
                "{{ $n := $labels.name }}{{ if eq $n \"a\" }}A{{ else if eq $n \"orders\" }}O{{ else }}?{{ end }}";
        assertThat(render(text, 1)).isEqualTo("O");
    }

    @Test
    void range_withIndex_walksAllElements() {
        assertThat(render(
                        "{{ range $i, $s := query \"x\" }}{{ $i }}={{ $s.Labels.cause_name }};{{ end }}",
                        1,
                        CAUSE,
                        CAUSE))
                .isEqualTo("0=payments;1=payments;");
    }

    @Test
    void trimMarkers_aroundActions_eatWhiteSpace() {
        assertThat(render("a  {{- \" b \" -}}  c{{/* note */}}d", 1)).isEqualTo("a b cd");
    }

    @Test
    void label_missing_isEmpty() {
        assertThat(render("<{{ $labels.nothing }}>{{ if $labels.nothing }}x{{ end }}", 1))
                .isEqualTo("<>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ $lables.x }}; undefined variable \"$lables\"; 3",
                "{{ humanise $value }}; function \"humanise\" not defined; 3",
                "{{ if $value }}x; no \"{{ end }}\" for this \"if\"; 0",
                "x{{ end }}; unexpected \"end\" without a beginning; 1",
                "{{ $value; unclosed action, expected \"}}\"; 0",
                "{{ printf \"%d }}; unterminated string, expected \"; 10",
                "{{ $value | 3 }}; found a value behind \"|\", expected a function or something to call; 12",
                "{{ print (1 }}; found the end of the action, expected \")\"; 12",
                "{{ break }}; found \"break\" outside of \"range\"; 3",
                "{{ }}; missing value for action; 3",
            })
    void parse_mistake_saysWhatAndWhere(String text, String message, int offset) {
        assertThatThrownBy(() -> AnnotationTemplate.parse(text))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message)
                .extracting(e -> ((TemplateException) e).offset())
                .isEqualTo(offset);
    }

    @Test
    void parse_deepNesting_isRefusedLikeAnyMistake() {
        assertThatThrownBy(() -> AnnotationTemplate.parse("{{ if true }}".repeat(200_000)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void parse_deepParentheses_areRefusedLikeAnyMistake() {
        assertThatThrownBy(
                        () -> AnnotationTemplate.parse("{{ " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + " }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void render_templateThatCallsItself_isAMistake() {
        String text = "{{ define \"a\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }}";
        assertThatThrownBy(() -> render(text, 1)).hasMessage("exceeded maximum template depth");
    }

    @Test
    void render_textThatGrowsWithoutEnd_isAMistake() {
        assertThatThrownBy(() -> render("{{ range 1000000000 }}x{{ end }}", 1)).hasMessageContaining("too long");
    }

    @Test
    void first_ofNothing_failsAsInPrometheus() {
        assertThatThrownBy(() -> render("{{ first (query \"x\") }}", 1))
                .hasMessage("error calling first: first() called on vector with no elements");
    }
}
