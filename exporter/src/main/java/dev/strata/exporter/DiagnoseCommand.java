package dev.strata.exporter;

import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.report.Diagnosis;
import dev.strata.exporter.report.JsonReport;
import dev.strata.exporter.report.TextReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code diagnose}: looks once and says what is wrong. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Say what is wrong, once: root causes with what they explain, the evidence, and what to do first.",
        footer = {
            "",
            "Exit codes: 0 no critical root cause, 1 a critical root cause stands, 2 usage,",
            "3 no source answered, 70 internal error."
        })
final class DiagnoseCommand implements Callable<Integer> {

    /** How the diagnosis is written. */
    enum Format {
        text,
        json
    }

    private final InstantSource clock;
    private Terminal terminal;

    @Mixin
    private SourceOptions options = new SourceOptions();

    @Mixin
    private RecordingOptions recording = new RecordingOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the cluster to be read. Default: ${DEFAULT-VALUE}.")
    private int timeout = 60;

    DiagnoseCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        terminal = options.terminal(terminal);
        LogLine.errorsOnly();
        ExporterConfig config =
                SourceOptions.read(options.flags(null), terminal).config();
        if (config == null) {
            return ExitCode.USAGE.value();
        }
        return (recording.isGiven() ? diagnoseRecording(config) : diagnose(config)).value();
    }

    private ExitCode diagnoseRecording(ExporterConfig config) {
        return recording
                .open(clock, terminal)
                .map(replay -> print(replay.judgeUpToNow(new Judge(), Judge.settings(config))))
                .orElse(ExitCode.NO_SOURCE);
    }

    private ExitCode diagnose(ExporterConfig config) {
        try (var sources = new LiveSources(config, clock, null)) {
            var wait = new FirstLook(sources, config, terminal);
            wait.await(Duration.ofSeconds(timeout));
            if (!wait.hasAnswer()) {
                for (SourceState state : sources.states()) {
                    terminal.err().println(state.id() + ": " + state.problem());
                }
                terminal.err().println("no source answered, so nothing can be said");
                return ExitCode.NO_SOURCE;
            }
            return print(new Judge().judge(sources, Judge.settings(config)));
        }
    }

    private ExitCode print(HealthSnapshot snapshot) {
        var diagnosis = Diagnosis.of(snapshot);
        terminal.out()
                .print(
                        format == Format.json
                                ? JsonReport.print(diagnosis)
                                : TextReport.print(diagnosis, terminal.colour(), terminal.columns()));
        terminal.out().flush();
        return diagnosis.isCritical() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }
}
