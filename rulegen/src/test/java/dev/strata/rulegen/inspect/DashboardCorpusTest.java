package dev.strata.rulegen.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.Golden;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our lints on dashboards that others ship, read from pinned Go modules. */
@Tag("real")
class DashboardCorpusTest {
    private record Module(String name, String version, String sum, String folder, List<String> files) {}

    private static final List<Module> MODULES = List.of(
            new Module(
                    "github.com/argoproj/argo-cd/v2",
                    "v2.13.3",
                    "h1:pP0MdX9hUnOd5MDJ6VkspLFctoVCdDtlAv9EQOA94TI=",
                    "",
                    List.of(
                            "examples/dashboard.json",
                            "examples/dashboard-legacy.json",
                            "docs/operator-manual/notifications/grafana-dashboard.json")),
            new Module(
                    "github.com/etcd-io/etcd",
                    "v3.3.27+incompatible",
                    "h1:nCKvIhaXDoUqjrtErxDX9qKB7xutRJIT0CogDrDC2R0=",
                    "Documentation/op-guide/",
                    List.of("grafana.json")),
            new Module(
                    "github.com/kedacore/keda/v2",
                    "v2.17.2",
                    "h1:xlrcK5TKABJF9PebK79sgL07s/csGjL3H4m72OkZXxk=",
                    "config/grafana/",
                    List.of("keda-dashboard.json")),
            new Module(
                    "github.com/thanos-io/thanos",
                    "v0.37.2",
                    "h1:eCv5JfqM5BQ+9+hZXZPeNgsaJRxjW2uMhstacNso8ok=",
                    "examples/dashboards/",
                    List.of(
                            "bucket-replicate.json",
                            "compact.json",
                            "overview.json",
                            "query-frontend.json",
                            "query.json",
                            "receive.json",
                            "rule.json",
                            "sidecar.json",
                            "store.json")),
            new Module(
                    "github.com/traefik/traefik/v3",
                    "v3.3.1",
                    "h1:aA08m8P9HBksVedAQyW5kq+J5Sati64skraURmNYY9s=",
                    "contrib/grafana/",
                    List.of("traefik.json", "traefik-kubernetes.json")));

    @TempDir
    private Path folder;

    /** Every finding of the sample is judged by hand; what changes in the sample must be judged anew. */
    @Test
    void publicDashboards_all_areReadAndMostFindingsAreRight() throws IOException, InterruptedException {
        var found = new TreeSet<String>();
        var counts = new TreeMap<String, Integer>();
        int dashboards = 0;
        for (Module module : MODULES) {
            Path root = download(module);
            for (String name : module.files()) {
                dashboards++;
                String label =
                        module.name().split("/", -1)[2] + "-" + Path.of(name).getFileName();
                SourceFile file = SourceFile.of(label, Golden.read(root.resolve(module.folder() + name)));
                for (Diagnostic one : check(file)) {
                    String lint = one.id().substring("lint/".length());
                    counts.merge(lint, 1, Integer::sum);
                    var at = file.position(one.span().start());
                    found.add(label + "\t" + at.line() + ":" + at.column() + "\t" + lint);
                }
            }
        }
        List<String> judged = Golden.read(
                        Path.of("src/test/resources/corpus/dashboards.tsv").toAbsolutePath())
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        long wrong = judged.stream().filter(line -> line.endsWith("\twrong")).count();
        System.out.printf(
                "%d public dashboards, findings by lint %s; %d judged by hand, %d wrong: %.1f %% false positives%n",
                dashboards, counts, judged.size(), wrong, 100.0 * wrong / judged.size());

        assertThat(counts.keySet()).doesNotContain("dash-json");
        assertThat(judged)
                .hasSizeGreaterThan(40)
                .allSatisfy(line -> assertThat(found).contains(line.substring(0, line.lastIndexOf('\t'))));
        assertThat(100.0 * wrong / judged.size()).isLessThan(10);
    }

    private static List<Diagnostic> check(SourceFile file) {
        var diagnostics = new Diagnostics();
        DashboardLints.with(Exceptions.NONE).check(file, diagnostics);
        return diagnostics.sorted();
    }

    private Path download(Module module) throws IOException, InterruptedException {
        Path out = folder.resolve("module.json");
        Process process = new ProcessBuilder("go", "mod", "download", "-json", module.name() + "@" + module.version())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(module.name()).isTrue();
        JsonNode said = new ObjectMapper().readTree(out.toFile());
        assertThat(said.path("Sum").asText()).as(said.path("Error").asText()).isEqualTo(module.sum());
        return Path.of(said.path("Dir").asText());
    }
}
