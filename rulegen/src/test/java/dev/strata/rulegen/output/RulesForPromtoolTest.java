package dev.strata.rulegen.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rules before promtool's own lints, of the pinned version and of the one that Debian ships. */
@Tag("real")
class RulesForPromtoolTest {
    private static final Path GENERATED =
            Path.of("..").toAbsolutePath().normalize().resolve("rules/generated");

    @Test
    void rules_all_passEveryLintOfPromtool() throws IOException {
        var arguments = new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
        arguments.addAll(rules());
        ToolRun said = ToolRun.of("promtool", GENERATED, arguments.toArray(String[]::new));
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(said.out() + said.err()).doesNotContain("FAILED").doesNotContain("lint error");
    }

    /** Runs where a promtool 2.x is on the path and says so where there is none: it comes from a package of the system. */
    @Test
    void rules_all_areAcceptedByPromtoolTwo(@TempDir Path scratch) throws Exception {
        String version = run(scratch, List.of("promtool", "--version"));
        if (!version.contains("version 2.")) {
            System.out.println("[real] NOT checked against promtool 2.x: there is none on the path");
            return;
        }
        var command = new ArrayList<>(List.of("promtool", "check", "rules"));
        command.addAll(rules());
        assertThat(run(scratch, command)).contains("SUCCESS").doesNotContain("FAILED");
    }

    private static List<String> rules() throws IOException {
        try (Stream<Path> files = Files.list(GENERATED)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".rules.yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** What a program of the system says, nothing if there is no such program. */
    private static String run(Path scratch, List<String> command) throws Exception {
        Path out = scratch.resolve("out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(out);
        } catch (IOException absent) {
            return "";
        }
    }
}
