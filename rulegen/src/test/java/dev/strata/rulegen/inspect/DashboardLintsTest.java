package dev.strata.rulegen.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.rulegen.Golden;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardLintsTest {
    /** A sound dashboard; each row below makes one thing of it unsound. */
    private static final String SOUND = """
            {
              "uid": "a-page", "title": "A page", "schemaVersion": 39, "editable": false,
              "templating": { "list": [
                { "type": "datasource", "name": "datasource", "query": "prometheus" },
                { "type": "query", "name": "cluster", "refresh": 2, "query": "label_values(up, cluster)",
                  "datasource": { "type": "prometheus", "uid": "${datasource}" } } ] },
              "panels": [
                { "id": 1, "type": "row", "title": "Now", "gridPos": { "x": 0, "y": 0, "w": 24, "h": 1 } },
                { "id": 2, "type": "timeseries", "title": "Nodes", "description": "what it shows",
                  "datasource": { "type": "prometheus", "uid": "${datasource}" },
                  "gridPos": { "x": 0, "y": 1, "w": 12, "h": 7 },
                  "fieldConfig": { "defaults": { "unit": "short", "thresholds": { "steps": [
                    { "color": "green", "value": null }, { "color": "red", "value": 5 } ] } } },
                  "targets": [ { "refId": "A", "expr": "sum(rate(http_server_requests_seconds_count{cluster=~\\"$cluster\\"}[$__rate_interval]))" } ] },
                { "id": 3, "type": "stat", "title": "Age", "description": "what it shows",
                  "datasource": { "type": "prometheus", "uid": "${datasource}" },
                  "gridPos": { "x": 12, "y": 1, "w": 12, "h": 7 },
                  "fieldConfig": { "defaults": { "unit": "s" } },
                  "targets": [ { "refId": "A", "expr": "scrape_duration_seconds{cluster=~\\"$cluster\\"}" } ] }
              ]
            }
            """;

    private record Flaw(String lint, String sound, String flawed) {
        @Override
        public String toString() {
            return lint + ": " + flawed;
        }
    }

    static List<Flaw> flaws() {
        return List.of(
                new Flaw("dash-json", "\"panels\"", "\"pannels\""),
                new Flaw("dash-text", "\"description\": \"what it shows\"", "\"description\": \"\""),
                new Flaw("dash-text", "\"title\": \"Nodes\"", "\"title\": \" \""),
                new Flaw("dash-unit", "\"unit\": \"s\"", "\"unit\": \"\""),
                new Flaw("dash-unit", "\"unit\": \"s\"", "\"unit\": \"secs\""),
                new Flaw(
                        "dash-no-query",
                        "\"targets\": [ { \"refId\": \"A\", \"expr\": \"scrape",
                        "\"targets\": [], \"old\": [ { \"expr\": \"scrape"),
                new Flaw("dash-ref-id", "{ \"refId\": \"A\", \"expr\": \"scrape", "{ \"expr\": \"scrape"),
                new Flaw(
                        "dash-ref-id",
                        "\"targets\": [ { \"refId\": \"A\", \"expr\": \"scrape",
                        "\"targets\": [ { \"refId\": \"A\" }, { \"refId\": \"A\", \"expr\": \"scrape"),
                new Flaw(
                        "dash-datasource",
                        "\"uid\": \"${datasource}\" },\n      \"gridPos\": { \"x\": 12",
                        "\"uid\": \"P1234\" },\n      \"gridPos\": { \"x\": 12"),
                new Flaw(
                        "dash-thresholds", "\"value\": 5 }", "\"value\": 5 }, { \"color\": \"orange\", \"value\": 2 }"),
                new Flaw("dash-thresholds", "\"value\": 5 }", "\"value\": null }"),
                new Flaw("dash-panel-id", "\"id\": 3", "\"id\": 2"),
                new Flaw("dash-panel-id", "\"id\": 1,", ""),
                new Flaw("dash-overlap", "\"x\": 12, \"y\": 1", "\"x\": 11, \"y\": 1"),
                new Flaw("dash-overlap", "\"x\": 12, \"y\": 1", "\"x\": 13, \"y\": 1"),
                new Flaw("dash-datasource-variable", "\"type\": \"datasource\"", "\"type\": \"custom\""),
                new Flaw("dash-variable-query", "label_values(up, cluster)", "label_values(up{, cluster)"),
                new Flaw("dash-variable-refresh", "\"refresh\": 2", "\"refresh\": 1"),
                new Flaw(
                        "dash-variable-unknown",
                        "scrape_duration_seconds{",
                        "scrape_duration_seconds{job=\\\"$job\\\","),
                new Flaw(
                        "dash-variable-unused",
                        "{ \"type\": \"datasource\"",
                        "{ \"type\": \"custom\", \"name\": \"idle\" }, { \"type\": \"datasource\""),
                new Flaw("dash-editable", "\"editable\": false", "\"editable\": true"),
                new Flaw("dash-portable", "\"uid\": \"a-page\"", "\"id\": 7, \"uid\": \"a-page\""),
                new Flaw("dash-portable", "a-page", "a-page-with-a-name-that-is-longer-than-forty-characters"),
                new Flaw("dash-promql", "\"scrape_duration_seconds{", "\"sum(scrape_duration_seconds{"),
                new Flaw("dash-promql", "sum(rate(http", "sum((http"),
                new Flaw("dash-rate-window", "$__rate_interval", "5m"),
                new Flaw(
                        "dash-cluster",
                        "scrape_duration_seconds{cluster=~\\\"$cluster\\\"}",
                        "scrape_duration_seconds"),
                new Flaw("dash-counter", "scrape_duration_seconds{", "apiserver_request_total{"),
                new Flaw("dash-unknown-metric", "scrape_duration_seconds{", "kube_pod_statuss_phase{"),
                new Flaw("dash-unit-mismatch", "\"unit\": \"s\"", "\"unit\": \"bytes\""));
    }

    private static List<Diagnostic> check(String text, Exceptions exceptions) {
        var diagnostics = new Diagnostics();
        DashboardLints.with(exceptions).check(SourceFile.of("page.json", text), diagnostics);
        return diagnostics.sorted();
    }

    @Test
    void dashboard_sound_hasNoFindings() {
        assertThat(check(SOUND, Exceptions.NONE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void dashboard_oneFlaw_isFoundAtItsPlace(Flaw flaw) {
        assertThat(SOUND).contains(flaw.sound());
        String text = SOUND.replace(flaw.sound(), flaw.flawed());
        List<Diagnostic> found = check(text, Exceptions.NONE);
        assertThat(found).extracting(Diagnostic::id).contains("lint/" + flaw.lint());
        assertThat(found).allSatisfy(one -> assertThat(one.span().end()).isLessThanOrEqualTo(text.length()));
    }

    @Test
    void lints_all_haveACaseAndAPage() {
        assertThat(flaws()).extracting(Flaw::lint).containsAll(DashboardLints.ids());
        for (String id : DashboardLints.ids()) {
            assertThat(Path.of("../docs/lints/" + id + ".md").toAbsolutePath()).exists();
        }
    }

    @Test
    void promql_broken_isShownAtTheQuery() {
        String text = SOUND.replace("\"scrape_duration_seconds{", "\"sum(scrape_duration_seconds{");
        Diagnostic found = check(text, Exceptions.NONE).get(0);
        assertThat(text.substring(found.span().start())).startsWith("\"sum(scrape");
    }

    @Test
    void exception_withReason_silencesItsPanelOnly() throws IOException {
        String text =
                SOUND.replace("\"unit\": \"s\"", "\"unit\": \"\"").replace("\"unit\": \"short\"", "\"unit\": \"\"");
        Exceptions exceptions = Exceptions.parse(
                "exclusions: { dash-unit: { entries: [ { dashboard: A page, panel: Age, reason: plain } ] } }");
        assertThat(check(text, Exceptions.NONE)).hasSize(2);
        assertThat(check(text, exceptions))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("Nodes"));
    }

    @Test
    void exception_withoutReason_isRefused() {
        assertThatThrownBy(() -> Exceptions.parse("exclusions: { dash-unit: { entries: [ { panel: Age } ] } }"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gives no reason");
    }

    @Test
    void cluster_asTheNameOfSomethingElse_isNotAsked() {
        String other = SOUND.replace("cluster=~\\\"$cluster\\\"", "dest_server=~\\\"$cluster\\\"");
        assertThat(other).isNotEqualTo(SOUND);
        assertThat(check(other, Exceptions.NONE)).extracting(Diagnostic::id).doesNotContain("lint/dash-cluster");
    }

    @Test
    void heatmap_withAUnitAtItsAxis_hasAUnit() {
        String text = SOUND.replace("\"stat\"", "\"heatmap\"")
                .replace(
                        "{ \"defaults\": { \"unit\": \"s\" } }", "{}, \"options\": { \"yAxis\": { \"unit\": \"s\" } }");
        assertThat(text).contains("yAxis");
        assertThat(check(text, Exceptions.NONE)).isEmpty();
    }

    @Test
    void window_chosenByTheViewer_isNamed() {
        String declared = SOUND.replace(
                "\"list\": [", "\"list\": [ { \"type\": \"interval\", \"name\": \"interval\", \"query\": \"1m,5m\" },");
        assertThat(check(declared.replace("$__rate_interval", "$interval"), Exceptions.NONE))
                .extracting(Diagnostic::message)
                .anyMatch(message -> message.contains("looks over $interval, which can be too short"));
    }

    @Test
    void mixin_thatNamesTheFile_isOpened() {
        assertThat(check("{ \"page.json\": " + SOUND + "}", Exceptions.NONE)).isEmpty();
    }

    @Test
    void wrappers_ofTheApi_areOpened() {
        String resource = "{\"apiVersion\": \"dashboard.grafana.app/v1beta1\", \"spec\": " + SOUND + "}";
        assertThat(check(resource, Exceptions.NONE)).isEmpty();
        assertThat(check(resource.replace("\"refresh\": 2", "\"refresh\": 1"), Exceptions.NONE))
                .hasSize(1);
    }

    /** What Grafana's own linter passes over: panels of kinds that it does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"state-timeline", "heatmap", "bargauge", "status-history", "somebodys-panel"})
    void panel_ofAnyKind_isLookedAt(String kind) {
        String text = SOUND.replace("\"stat\"", "\"" + kind + "\"")
                .replace("\"unit\": \"s\"", "\"unit\": \"\"")
                .replace("scrape_duration_seconds{", "rate(scrape_duration_seconds{");
        assertThat(check(text, Exceptions.NONE))
                .extracting(Diagnostic::id)
                .contains("lint/dash-unit", "lint/dash-promql");
    }

    @Test
    void form_ofTheNewestVersion_isNamed() {
        String v2 = "{\"apiVersion\": \"dashboard.grafana.app/v2\", \"spec\": {\"elements\": {}, \"layout\": {}}}";
        assertThat(check(v2, Exceptions.NONE))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("V2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"panels\"",
                "{}",
                "{\"panels\": 7}",
                "{\"panels\": [null, 7, []]}",
                "{\"panels\": [{\"type\": 7, \"id\": 1e999, \"gridPos\": [], \"targets\": {}}]}",
                "{\"rows\": [{\"panels\": [{\"type\": \"graph\", \"targets\": [{\"expr\": \"up\"}]}]}]}",
                "{\"templating\": {\"list\": [[], {\"type\": {}}]}, \"panels\": []}"
            })
    void text_ofAnyShape_isReadWithoutACrash(String text) {
        assertThat(check(text, Exceptions.NONE)).isNotEmpty();
    }

    @Test
    void text_deeperThanAnyDashboard_isRefused() {
        String deep = "{\"panels\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(check(deep, Exceptions.NONE))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("no JSON"));
    }

    /** Every prefix of a file is a text that somebody may hand in. */
    @Test
    void text_cutAnywhere_isAFindingAndNoCrash() {
        String text = Golden.read(Path.of("../dashboards/strata-business.json").toAbsolutePath());
        for (int end = 0; end < text.length() - 2; end += 97) {
            assertThat(check(text.substring(0, end), Exceptions.NONE)).isNotEmpty();
        }
    }
}
