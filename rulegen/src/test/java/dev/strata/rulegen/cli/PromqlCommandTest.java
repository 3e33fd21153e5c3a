package dev.strata.rulegen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.cli.Terminal.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> filter(byte[] input, String... features) {
        var arguments = new java.util.ArrayList<>(List.of("promql", "check", "--json", "--null"));
        arguments.addAll(List.of(features));
        Said said = Terminal.feed(input, arguments.toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        return said.out().lines().map(PromqlCommandTest::json).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void filter_manyExpressions_answersEachInALine() {
        List<JsonNode> answers = filter(bytes("up\0\0sum by (job) (up{x=\"1\"})\n# note\n\0 1 + 1"));
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).path("type").asText()).isEqualTo("vector");
        assertThat(answers.get(1).path("ok").asBoolean()).isFalse();
        assertThat(answers.get(2).path("text").asText()).isEqualTo("sum by (job) (up{x=\"1\"})");
        JsonNode labels = answers.get(2).path("labels");
        assertThat(texts(labels.path("certain"))).isEmpty();
        assertThat(texts(labels.path("possible"))).containsExactly("job");
        assertThat(texts(labels.path("excluded"))).contains("__name__", "x");
        assertThat(labels.path("open").asBoolean()).isFalse();
        assertThat(answers.get(3).path("type").asText()).isEqualTo("scalar");
    }

    @Test
    void filter_expressionEndedByNul_hasNoEmptyOneAfterIt() {
        assertThat(filter(bytes("up\0"))).hasSize(1);
        assertThat(filter(new byte[0])).isEmpty();
    }

    @Test
    void filter_wideCharacters_placesAreBytes() {
        JsonNode found = filter(bytes("\"\u00e9\u4e2d\ud83d\ude00\" + x{}}"))
                .get(0)
                .path("diagnostics")
                .path(0);
        String text = "\"\u00e9\u4e2d\ud83d\ude00\" + x{}";
        assertThat(found.path("start").asInt()).isEqualTo(bytes(text).length);
    }

    @Test
    void filter_brokenUtf8_isRefusedAtItsByte() {
        byte[] input = {'u', 'p', '{', 'a', '=', '"', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, '"', '}'};
        JsonNode answer = filter(input).get(0);
        assertThat(answer.path("ok").asBoolean()).isFalse();
        JsonNode found = answer.path("diagnostics").path(0);
        assertThat(found.path("start").asInt()).isBetween(5, 8);
        assertThat(found.path("end").asInt()).isBetween(6, 9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "limitk(2, up); promql-experimental-functions; 2.54",
                "mad_over_time(up[5m]); promql-experimental-functions; 2.49",
                "rate(up[5m] anchored); promql-extended-range-selectors; 3.7",
                "up + fill(0) up; promql-binop-fill-modifiers; 3.10",
            })
    void filter_gatedForm_needsItsFeature(String expression, String flag, String since) {
        JsonNode refused = filter(bytes(expression)).get(0);
        assertThat(refused.path("ok").asBoolean()).isFalse();
        assertThat(refused.path("diagnostics").path(0).path("message").asText()).contains(flag, since);
        JsonNode accepted = filter(bytes(expression), "--feature", "native-histograms", "--feature", flag)
                .get(0);
        assertThat(accepted.path("ok").asBoolean()).isTrue();
        assertThat(filter(bytes("rate(up[5m * 2])")).get(0).path("ok").asBoolean())
                .isTrue();
    }

    /** A program that asks one by one must not wait for an answer that waits for the next question. */
    @Test
    void filter_oneByOne_answersBeforeTheNext() throws Exception {
        var questions = new PipedOutputStream();
        var answers = new StringWriter();
        InputStream in = new PipedInputStream(questions);
        var console = new Console(in, new PrintWriter(answers), new PrintWriter(new StringWriter()), false, false);
        var filter = new Thread(() -> Rulegen.run(console, Map.of(), "promql", "check", "--json", "--null"), "filter");
        filter.start();
        questions.write(bytes("up\0"));
        questions.flush();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!answers.toString().contains("\n") && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(answers.toString()).startsWith("{\"ok\":true");
        questions.close();
        filter.join();
    }

    @Test
    void check_file_isReadAndNamedInDiagnostics(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("slow.promql");
        Files.writeString(file, "# how slow\nsum by (job) (\n  rat(x[5m])\n)\n");
        Said said = Terminal.run("promql", "check", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("slow.promql:3:3: error: ").contains("did you mean \"rate\"?");
    }

    @Test
    void check_findings_areErrorsOrNot() {
        Said dead = Terminal.run("promql", "check", "count(up) == 0");
        assertThat(dead.exit()).isEqualTo(1);
        assertThat(dead.out()).contains("never").contains("^");
        assertThat(Terminal.run("promql", "check", "up == 0").exit()).isZero();
    }

    @Test
    void check_standardInput_isReadWhole() {
        Said said = Terminal.feed(bytes("up\n== 0"), "promql", "check", "-");
        assertThat(said.out()).startsWith("up == 0\n");
    }

    @Test
    void format_longExpression_isSpreadOverLines() {
        String expression =
                "sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{container!=\"\"}"
                        + "[5m])) / on (namespace, pod) group_left () kube_pod_info";
        Said said = Terminal.run("promql", "format", expression);
        assertThat(said.exit()).isZero();
        assertThat(said.out().lines().count()).isGreaterThan(2);
        assertThat(Terminal.feed(bytes(said.out()), "promql", "format", "-").out())
                .isEqualTo(said.out());
    }

    @Test
    void format_mistake_isReported() {
        Said said = Terminal.run("promql", "format", "sum(");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("expression:1:5: error: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "promql; a command is missing",
                "promql check; an expression or a file is missing",
                "promql check --null; --null needs --json",
                "promql check --feature promql-experimental-function up; did you mean \"promql-experimental-functions\"?",
            })
    void promql_usage_isRefusedWithHelp(String line, String message) {
        Said said = Terminal.run(line.split(" ", -1));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains(message).contains("--help");
    }

    @Test
    void check_ruleFile_followsRecordedSeriesAndReadsTexts(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, """
                groups:
                - name: g
                  rules:
                  - record: job:errors:rate5m
                    expr: sum by (job) (rate(errors_total[5m]))
                  - alert: Errors
                    expr: job:errors:rate5m > 1
                    annotations:
                      summary: "{{ $labels.instance }} of {{ $labels.job }}"
                  - alert: Broken
                    expr: |-
                      sum(x
                """);
        Said said = Terminal.run("promql", "check", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("rules.yaml:9:20: error: the summary reads the label \"instance\"")
                .contains("rules.yaml:12:")
                .contains("2 errors");
    }

    @Test
    void check_tree_showsTypesAndLabels() {
        Said said = Terminal.run("promql", "check", "sum by (job) (rate(http_requests_total{job=~\"a|b\"}[5m])) > 10");
        assertThat(said.out()).isEqualTo("""
                sum by (job) (rate(http_requests_total{job=~"a|b"}[5m])) > 10

                  >                                          instant vector
                    sum by (job)                             instant vector
                      rate()                                 instant vector
                        http_requests_total{job=~"a|b"}[5m]  range vector
                    10                                       scalar

                returns  instant vector, any number of elements, can be empty
                labels   job  always, "a" or "b"
                         no others
                metric   rate (by its name)
                unit     1 per second
                values   from 10
                """);
    }
}
