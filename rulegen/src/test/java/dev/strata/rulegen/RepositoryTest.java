package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.rulegen.lint.Lints;
import dev.strata.testbed.part.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that the repository ships, and what lies generated beside them. */
class RepositoryTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<Path> conditions() {
        return Golden.cases("conditions");
    }

    @Test
    void generatedFiles_inTheRepository_areWhatTheDefinitionsYield() {
        Said said = Terminal.run("generate", "--check", "--root", ROOT.toString());
        assertThat(said.out()).endsWith("all as generated\n");
        assertThat(said.exit()).isZero();
    }

    @Test
    void generate_twice_givesTheSameBytes(@TempDir Path one, @TempDir Path two) throws IOException {
        for (Path folder : List.of(one, two)) {
            Terminal.run("generate", "-d", ROOT.resolve("rules/definitions").toString(), "-o", folder.toString());
        }
        assertThat(texts(one)).isNotEmpty().isEqualTo(texts(two));
    }

    @Test
    void lints_all_haveTheirPage() {
        assertThat(Lints.ids())
                .isNotEmpty()
                .allSatisfy(id ->
                        assertThat(ROOT.resolve("docs/lints/" + id + ".md")).exists());
    }

    @Test
    @Tag("real")
    void rules_shipped_passPromtool() {
        assertPasses(ROOT.resolve("rules/definitions"));
    }

    @ParameterizedTest
    @Tag("real")
    @MethodSource("conditions")
    void rules_ofEachCondition_passPromtool(Path folder) {
        assertPasses(folder.resolve("definition.yaml"));
    }

    private static void assertPasses(Path definitions) {
        String promtool = Parts.built().program("promtool").toString();
        Said said = Terminal.run("test", "--promtool", promtool, "-d", definitions.toString());
        assertThat(said.exit()).as(said.out()).isZero();
        assertThat(said.out()).endsWith("passed\n");
    }

    private static List<String> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Golden::read).toList();
        }
    }
}
