package dev.strata.rulegen.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.rulegen.Golden;
import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.template.AnnotationTemplate;
import dev.strata.rulegen.template.TemplateContext;
import dev.strata.testbed.part.ToolRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the output beside plain rule files. */
class OutputFormsTest {
    private static final Path GENERATED =
            Path.of("..").toAbsolutePath().normalize().resolve("rules/generated");
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final String THEIRS = """
            route:
              receiver: ops
              group_by: [alertname]
              routes:
                - receiver: dba
                  match_re: { team: "db.*" }
            inhibit_rules:
              - source_match: { severity: critical }
                target_match: { severity: warning }
                equal: [alertname]
            receivers:
              - name: ops
                webhook_configs: [{ url: "http://127.0.0.1:9/" }]
              - name: dba
            """;

    @Test
    void helm_textWithTemplates_rendersToWhatItWas() {
        String text = "summary: \"{{ $labels.node }} is {{ if gt $value 1.0 }}bad{{ end }}, `as` it {is}\"\n";
        String escaped = HelmText.of(text);
        assertThat(escaped).doesNotContain("{{ $labels");
        var context = new TemplateContext(new TreeMap<>(), 0, query -> List.of());
        assertThat(AnnotationTemplate.parse(escaped).render(context)).isEqualTo(text);
    }

    @Test
    void merge_intoAConfiguration_keepsItsOwnAndComesFirst() throws Exception {
        RoutePlan plan = AlertmanagerConfig.plan(Golden.read(GENERATED.resolve("alertmanager-route.yaml")));
        String merged = AlertmanagerConfig.merged(THEIRS, plan);
        RoutePlan both = AlertmanagerConfig.plan(merged);
        assertThat(both.receivers(Map.of("team", "db-1", "severity", "critical")))
                .containsExactly("dba");
        assertThat(both.receivers(Map.of("layer", "cluster", "severity", "critical")))
                .containsExactly("strata-page");
        assertThat(both.receivers(Map.of())).containsExactly("ops");
        assertThat(both.inhibitions()).hasSize(plan.inhibitions().size() + 1);
        assertThat(AlertmanagerConfig.merged(merged, plan)).isEqualTo(merged);
    }

    @Test
    void merge_intoSomethingElse_isRefused() {
        assertThatThrownBy(() -> AlertmanagerConfig.plan("receivers: []")).hasMessageContaining("it has no route");
        assertThatThrownBy(() -> AlertmanagerConfig.plan("{")).hasMessageContaining("no YAML");
    }

    @Test
    void objects_all_areNamedByTheKustomizationAndBelowTheLimit() throws Exception {
        JsonNode resources = YAML.readTree(Golden.read(GENERATED.resolve("kustomization.yaml")))
                .path("resources");
        assertThat(resources).isNotEmpty();
        for (JsonNode name : resources) {
            assertThat(Golden.read(GENERATED.resolve(name.asText())).length()).isLessThan(200 * 1024);
        }
    }

    @Test
    @Tag("real")
    void configurations_all_areAcceptedByAmtool(@TempDir Path folder) throws Exception {
        JsonNode values = YAML.readTree(Golden.read(GENERATED.resolve("kube-prometheus-stack.values.yaml")));
        JsonNode config = values.path("alertmanager").path("config");
        String messages = values.at("/alertmanager/templateFiles/strata.tmpl").asText();
        Files.writeString(folder.resolve("strata.tmpl"), messages);
        String stack = YAML.writeValueAsString(config).replace("/etc/alertmanager/config/*.tmpl", "strata.tmpl");
        RoutePlan plan = AlertmanagerConfig.plan(Golden.read(GENERATED.resolve("alertmanager-route.yaml")));
        for (String text : List.of(
                stack,
                AlertmanagerConfig.merged(THEIRS, plan),
                Golden.read(GENERATED.resolve("alertmanager-route.yaml")))) {
            Files.writeString(folder.resolve("am.yml"), text);
            ToolRun said = ToolRun.of("amtool", folder, "check-config", "am.yml");
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
        }
        Files.writeString(folder.resolve("data.json"), """
                {"status": "firing", "alerts": [{"status": "firing", "labels": {"severity": "critical"},
                 "annotations": {"summary": "orders fail", "impact": "nobody can buy", "description": "likely cause: db",
                 "first_action": "roll back"}}]}
                """);
        ToolRun said = ToolRun.of(
                "amtool",
                folder,
                "template",
                "render",
                "--template.glob=strata.tmpl",
                "--template.data=data.json",
                "--template.text={{ template \"strata.title\" . }}|{{ template \"strata.text\" . }}");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .containsSubsequence(
                        "[CRITICAL] orders fail|",
                        "Impact: nobody can buy",
                        "What: likely cause: db",
                        "First: roll back");
    }

    @Test
    void generate_forHelmAndMimir_writesTheirForms(@TempDir Path out) {
        Path folder = Path.of("src/test/resources/conditions/targets/definition.yaml");
        assertThat(Terminal.run("generate", "-d", folder.toString(), "-o", out.toString())
                        .exit())
                .isZero();
        assertThat(Golden.read(out.resolve("rules/generated/definition.mimir.yaml")))
                .contains("namespace: strata-definition");
        assertThat(Golden.read(out.resolve("rules/generated/definition.prometheusrule.yaml")))
                .contains("namespace: monitoring")
                .contains("release: prom");
    }
}
