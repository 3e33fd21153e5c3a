package dev.strata.rulegen.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.rulegen.Golden;
import dev.strata.rulegen.cli.Terminal;
import dev.strata.testbed.cluster.Crds;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.part.HttpCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every object that is generated, applied to a real API server that knows the operators' kinds and wants each field known. */
@Tag("real")
class ObjectsOnApiServerTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final YAMLMapper YAML = new YAMLMapper();

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().build();

    @BeforeAll
    static void install() {
        Crds.PROMETHEUS_OPERATOR.files().forEach(CLUSTER::installCrds);
        Crds.GRAFANA_OPERATOR.files().forEach(CLUSTER::installCrds);
    }

    @Test
    void objects_generated_areAccepted(@TempDir Path out) throws IOException {
        var refused = new ArrayList<String>();
        Set<String> kinds = new TreeSet<>();
        for (Path file : objects(out)) {
            ObjectNode object = YAML.readValue(Golden.read(file), ObjectNode.class);
            kinds.add(object.path("kind").asText());
            HttpCall.Answer answer = applied(object);
            if (answer.status() != 201 && answer.status() != 200) {
                refused.add(file.getFileName() + " " + answer);
            }
        }
        assertThat(refused).isEmpty();
        assertThat(kinds).containsExactly("AlertmanagerConfig", "ConfigMap", "GrafanaDashboard", "PrometheusRule");
    }

    @Test
    void object_withAFieldThatTheKindLacks_isRefused() throws IOException {
        ObjectNode object = YAML.readValue(
                Golden.read(ROOT.resolve("rules/generated/cluster.prometheusrule.yaml")), ObjectNode.class);
        ((ObjectNode) object.at("/spec/groups/0/rules/0")).put("keepFiringFor", "5m");
        HttpCall.Answer answer = applied(object);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.body()).contains("rules[0].keepFiringFor: field not declared in schema");
    }

    /** What lies in the repository, and the dashboards in the two forms that are objects. */
    private static List<Path> objects(Path out) throws IOException {
        var files = new ArrayList<Path>();
        for (String form : List.of("configmap", "operator")) {
            var said = Terminal.run(
                    "generate",
                    "--only",
                    "dashboards",
                    "--form",
                    form,
                    "-d",
                    ROOT.resolve("rules/definitions").toString(),
                    "-o",
                    out.toString());
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
            files.addAll(yaml(out.resolve("dashboards").resolve(form)));
        }
        yaml(ROOT.resolve("rules/generated")).stream()
                .filter(file ->
                        file.toString().endsWith(".prometheusrule.yaml") || file.endsWith("alertmanager-config.yaml"))
                .forEach(files::add);
        return files;
    }

    private static List<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static HttpCall.Answer applied(ObjectNode object) {
        String path = CLUSTER.api().pathOf(object);
        ((ObjectNode) object.path("metadata")).remove("namespace");
        return CLUSTER.api()
                .raw(
                        "PATCH",
                        path.replaceFirst("/namespaces/[^/]+/", "/namespaces/default/")
                                + "?fieldManager=test&force=true&fieldValidation=Strict",
                        "application/apply-patch+yaml",
                        object.toString());
    }
}
