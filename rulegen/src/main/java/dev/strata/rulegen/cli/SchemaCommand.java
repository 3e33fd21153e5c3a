package dev.strata.rulegen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "schema",
        description = {"Prints the JSON Schema of definitions, for editors that complete by it.", ""})
final class SchemaCommand implements Callable<Integer> {
    private static final String SCHEMA = "/strata-v1.schema.json";

    @ParentCommand
    private @Nullable Rulegen program;

    @Override
    public Integer call() {
        try (InputStream in = SchemaCommand.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException("the schema is not in the archive");
            }
            Objects.requireNonNull(program)
                    .console()
                    .out()
                    .print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return ExitCode.CLEAN.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
