package dev.strata.rulegen.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "promql",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PromqlCheckCommand.class, PromqlFormatCommand.class},
        description = {"Reads single expressions: what they return, and what is wrong with them.", ""})
final class PromqlCommand implements Runnable {
    @ParentCommand
    private @Nullable Rulegen program;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    Rulegen program() {
        return Objects.requireNonNull(program);
    }
}
