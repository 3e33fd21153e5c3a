package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Command lines as scripts: a folder holds {@code cmd} (commands, one a line), {@code in} (files that are there before)
 * and the expected {@code stdout}, {@code stderr}, {@code exit} of the last command and {@code files} (what is there
 * after it). {@code $DIR} stands for the folder in which the command works.
 */
class ScriptsTest {

    static List<Path> scripts() {
        return Golden.cases("cli");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void script_run_saysAndLeavesWhatIsExpected(Path folder, @TempDir Path dir) throws IOException {
        copy(folder.resolve("in"), dir);
        Said said = new Said(0, "", "");
        for (String line : Golden.read(folder.resolve("cmd")).lines().toList()) {
            if (line.startsWith("touch ")) {
                Files.writeString(dir.resolve(line.substring("touch ".length())), "edited by hand\n");
            } else if (line.startsWith("remove ")) {
                Files.delete(dir.resolve(line.substring("remove ".length())));
            } else {
                String[] arguments = Stream.of(line.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.replace("$DIR", dir.toString()))
                        .toArray(String[]::new);
                said = Terminal.run(arguments);
            }
        }
        Golden.check(folder.resolve("stdout"), said.out().replace(dir.toString(), "$DIR"));
        Golden.check(folder.resolve("stderr"), said.err().replace(dir.toString(), "$DIR"));
        Golden.check(folder.resolve("exit"), said.exit() + "\n");
        Golden.check(folder.resolve("files"), listing(dir));
        assertThat(said.err()).doesNotContain("\tat ");
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.sorted().toList()) {
                Path target = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                }
            }
        }
    }

    private static String listing(Path dir) throws IOException {
        try (Stream<Path> entries = Files.walk(dir)) {
            var out = new StringBuilder();
            entries.filter(Files::isRegularFile)
                    .map(path -> dir.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(path -> out.append(path).append('\n'));
            return out.toString();
        }
    }
}
