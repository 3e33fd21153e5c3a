package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final String TWO_CONTEXTS = """
            apiVersion: v1
            kind: Config
            %s
            clusters:
            - {name: one, cluster: {server: "http://127.0.0.1:1"}}
            contexts:
            - {name: east, context: {cluster: one, user: me}}
            - {name: west, context: {cluster: two, user: me}}
            users:
            - {name: me, user: {token: abc}}
            """;

    @TempDir
    Path folder;

    private Path file = Path.of("none");

    @BeforeEach
    void place() {
        file = folder.resolve("config");
    }

    private String problem(@Nullable String context) {
        return problem(KubeSettings.of(file, context), Map.of());
    }

    private static String problem(KubeSettings settings, Map<String, String> environment) {
        ApiTrouble trouble = catchThrowableOfType(ApiTrouble.class, () -> Kubeconfig.open(settings, environment));
        assertThat(trouble.reason()).isEqualTo(ApiTrouble.Reason.CONFIG);
        assertThat(trouble.text()).hasLineCount(1);
        return trouble.text();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void open_missingFile_saysSo() {
        assertThat(problem(null)).isEqualTo("kubeconfig " + file + " does not exist");
    }

    @Test
    void open_folder_cannotBeRead() throws IOException {
        Files.createDirectory(file);

        assertThat(problem(null)).startsWith("kubeconfig " + file + " cannot be read");
    }

    @Test
    void open_noYamlOrNoMap_isNoKubeconfig() throws IOException {
        for (String text : new String[] {"", "just words", "[a, b]", "a: [b\nc: d", "contexts: 7"}) {
            write(text);
            assertThat(problem(null)).as(text).startsWith("kubeconfig " + file);
        }
    }

    @Test
    void open_unknownContext_namesThoseThatExist() throws IOException {
        write(TWO_CONTEXTS.formatted("current-context: east"));

        assertThat(problem("north")).isEqualTo("kubeconfig " + file + " has no context 'north'; it has east, west");
    }

    @Test
    void open_noCurrentContext_asksToChoose() throws IOException {
        write(TWO_CONTEXTS.formatted(""));

        assertThat(problem(null))
                .isEqualTo("kubeconfig " + file
                        + " names no current context; choose one with --context: it has east, west");
    }

    @Test
    void open_contextOfUnknownCluster_saysSo() throws IOException {
        write(TWO_CONTEXTS.formatted("current-context: east"));

        assertThat(problem("west"))
                .isEqualTo("kubeconfig " + file + ": context 'west' leads to no cluster with a server");
    }

    @Test
    void open_badCertificate_saysWhichCredentials() throws IOException {
        write(TWO_CONTEXTS
                .formatted("current-context: east")
                .replace("token: abc", "client-certificate-data: YWJj, client-key-data: YWJj"));

        assertThat(problem(null)).contains("certificates of context 'east' cannot be used");
    }

    @Test
    void open_nothingAnywhere_namesWhereItLooked() {
        assertThat(problem(KubeSettings.of(null, null), Map.of("HOME", folder.toString())))
                .contains("--kubeconfig")
                .contains("$KUBECONFIG")
                .contains(".kube");
    }

    @Test
    void open_environmentVariable_isUsed() throws IOException {
        write(TWO_CONTEXTS.formatted("current-context: east"));

        assertThat(Kubeconfig.open(KubeSettings.of(null, null), Map.of("KUBECONFIG", file.toString()))
                        .getBasePath())
                .isEqualTo("http://127.0.0.1:1");
    }
}
