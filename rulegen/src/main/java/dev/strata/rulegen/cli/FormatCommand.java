package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "format",
        description = {
            "Formats definitions in place: PromQL in blocks is laid out, blanks at line ends go,",
            "the schema is named in the first line. Comments and the order of keys stay.",
            ""
        })
final class FormatCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Definition files, or folders of them (default: rules/definitions).")
    private List<Path> paths = List.of();

    @Option(names = "--check", description = "Write nothing; name each file that would change.")
    private boolean check;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        List<Path> sources = paths.isEmpty() ? List.of(rulegen.definitions()) : paths;
        PrintWriter out = rulegen.console().out();
        int changed = 0;
        for (SourceFile file : DefinitionSources.read(sources)) {
            String formatted = DefinitionFormat.of(file.text());
            if (!formatted.equals(file.text())) {
                changed++;
                out.println((check ? "would change " : "changed ") + file.name());
                if (!check) {
                    write(Path.of(file.name()), formatted);
                }
            }
        }
        out.println(changed == 0 ? "all formatted" : changed + (changed == 1 ? " file" : " files"));
        return check && changed > 0 ? ExitCode.FINDINGS.code() : ExitCode.CLEAN.code();
    }

    private static void write(Path file, String text) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Path temporary = Files.createTempFile(folder, ".format", ".tmp");
            try {
                Files.writeString(temporary, text, StandardCharsets.UTF_8);
                temporary.toFile().setReadable(true, false);
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
