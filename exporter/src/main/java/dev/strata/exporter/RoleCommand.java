package dev.strata.exporter;

import dev.strata.exporter.config.ConfigReading;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.kube.WatchedKinds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the rights that the exporter needs with these settings. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the ClusterRole that the exporter needs with the given settings, as YAML.",
            "It is read-only; Secrets and custom resources are in it only where an option asks for them."
        })
final class RoleCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private SourceOptions options = new SourceOptions();

    RoleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ConfigReading reading = SourceOptions.read(options.flags(null), terminal);
        ExporterConfig config = reading.config();
        if (config == null) {
            return ExitCode.USAGE.value();
        }
        terminal.out().print(WatchedKinds.clusterRole(config.kubernetes().optIns()));
        return ExitCode.CLEAN.value();
    }
}
