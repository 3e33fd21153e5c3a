package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.rulegen.definition.AlertCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders with a definition and what must come of it: files, or complaints. */
class CasesTest {

    /** Names of conditions in definitions, where they are not those of the records. */
    private static final Map<String, String> KINDS = new TreeMap<>(Map.of("signalState", "signal"));

    static List<Path> conditions() {
        return Golden.cases("conditions");
    }

    static List<Path> flaws() {
        return Golden.cases("flaws");
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_generated_yieldsTheExpectedFiles(Path folder, @TempDir Path out) throws IOException {
        Said said =
                Terminal.run("generate", "-d", folder.resolve("definition.yaml").toString(), "-o", out.toString());
        assertThat(said.out()).doesNotContain("error");
        assertThat(said.exit()).isZero();
        Path expected = folder.resolve("expected");
        Golden.check(
                expected.resolve("definition.rules.yaml"),
                Golden.read(out.resolve("rules/generated/definition.rules.yaml")));
        List<String> tests = tests(out.resolve("rules/tests"));
        for (String test : tests) {
            Golden.check(
                    expected.resolve(test),
                    Golden.read(out.resolve("rules/tests").resolve(test)));
        }
        assertThat(tests(expected)).isEqualTo(tests);
    }

    /** The names of the files with tests. */
    private static List<String> tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void condition_everyKind_hasItsFolder() {
        var kinds = Arrays.stream(AlertCondition.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .map(name -> KINDS.getOrDefault(name, name));
        assertThat(conditions().stream().map(path -> path.getFileName().toString()))
                .containsAll(kinds.toList());
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void flaw_checked_isReportedWithItsPlace(Path folder) {
        Path file = Path.of("").toAbsolutePath().relativize(folder.resolve("definition.yaml"));
        Said said = Terminal.run("check", file.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        Golden.check(folder.resolve("expected.txt"), said.out().replace(file.getParent() + "/", ""));
    }

    @Test
    void flaws_fiveInOneFile_areAllReportedInSourceOrder() {
        String text = Golden.read(Path.of("src/test/resources/flaws/five-mistakes/expected.txt"));
        List<Integer> lines = text.lines()
                .filter(line -> line.startsWith("definition.yaml:"))
                .map(line -> Integer.valueOf(line.split(":", 3)[1]))
                .toList();
        assertThat(lines).hasSize(5).isSorted().doesNotHaveDuplicates();
    }
}
