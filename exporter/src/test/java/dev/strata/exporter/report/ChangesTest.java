package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.inquiry.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was changed, and by whom, as it is told; each folder below {@code changes} is a cluster. */
class ChangesTest {

    private static final Path CASES = Path.of("src/test/resources/changes");

    private static Diagnosis diagnosis(String name) {
        var world = World.given(Golden.read(CASES.resolve(name).resolve("given.yaml")));
        var usual = HealthSettings.DEFAULTS;
        Set<String> others = Signals.ALL.stream()
                .map(Signal::id)
                .filter(id -> !id.equals(Signals.POD_CRASHLOOP.id()))
                .collect(Collectors.toSet());
        var input = new HealthInput(
                world.cluster(),
                world.measurements(),
                List.of(),
                new HealthSettings(usual.thresholds(), Map.of(), others, usual.holdUnknown(), usual.ownerLabels()),
                Map.of(),
                world.now());
        return Diagnosis.of(new HealthFold().next(null, input), Scope.ALL);
    }

    private static JsonNode json(Diagnosis diagnosis) throws IOException {
        return JsonMapper.builder().build().readTree(JsonReport.print(diagnosis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image-by-hand",
                "rollback",
                "argo",
                "flux",
                "stateful-set",
                "stateful-set-unwatched",
                "autoscaler",
                "content",
                "nothing"
            })
    void changes_areTold_inWordsAndAsJson(String name) throws IOException {
        Diagnosis diagnosis = diagnosis(name);
        String lines = String.join("\n", Wording.changes(diagnosis));
        String json = json(diagnosis).path("changes").toPrettyString();
        Golden.check(CASES.resolve(name).resolve("expected.txt"), lines + "\n\n" + json + "\n");
    }

    /** The terminal, the ticket, the API and the board say it beside the cause that it preceded. */
    @Test
    void change_beforeACrash_isEvidenceOfIt_whereverItIsRead() throws IOException {
        Diagnosis diagnosis = diagnosis("image-by-hand");
        String said = "image registry.example/shop/order 1.4.2 -> 1.5.0";
        String by = "by kubectl-edit";
        assertThat(TextReport.print(diagnosis, false, 400)).contains("changed   Deployment shop/order", said, by);
        assertThat(MarkdownReport.print(diagnosis)).contains(said.replace(">", "\\>"), by);
        assertThat(Board.page(diagnosis)).contains("registry.example/shop/order 1.4.2 -&gt; 1.5.0", by);
        JsonNode change =
                json(diagnosis).path("rootCauses").path(0).path("changes").path(0);
        assertThat(change.path("manager").asText()).isEqualTo("kubectl-edit");
        assertThat(change.path("differences").path(0).path("before").asText())
                .isEqualTo("registry.example/shop/order:1.4.2");
    }

    /** An edited autoscaler or ConfigMap belongs to the workload that it is for. */
    @ParameterizedTest
    @ValueSource(strings = {"autoscaler", "content"})
    void change_ofWhatAWorkloadUses_isEvidenceOfTheWorkloadsCrash(String name) throws IOException {
        JsonNode root = json(diagnosis(name)).path("rootCauses").path(0);
        assertThat(root.path("identity").path("name").asText()).isEqualTo("order");
        assertThat(root.path("changes")).hasSize(1);
    }
}
