package dev.strata.exporter;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.config.Durations;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.inquiry.Answer;
import dev.strata.exporter.inquiry.Playbook;
import dev.strata.exporter.inquiry.Scene;
import dev.strata.exporter.inquiry.Scope;
import dev.strata.exporter.inquiry.Witnesses;
import dev.strata.exporter.recording.RecordingException;
import dev.strata.exporter.report.Beside;
import dev.strata.exporter.report.Beside.LastWords;
import dev.strata.exporter.report.Diagnosis;
import dev.strata.exporter.report.JsonReport;
import dev.strata.exporter.report.Links;
import dev.strata.exporter.report.MarkdownReport;
import dev.strata.exporter.report.PlaybookReport;
import dev.strata.exporter.report.ReadinessReport;
import dev.strata.exporter.report.TextReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            "Exit codes: 0 no critical root cause, 1 a critical root cause stands (a playbook or the checklist found",
            "something), 2 usage,",
            "3 no source answered or the recording cannot be read, 70 internal error."
        })
final class DiagnoseCommand implements Callable<Integer> {

    /** How the diagnosis is written. */
    enum Format {
        text,
        markdown,
        json
    }

    private final InstantSource clock;
    private Terminal terminal;

    @Mixin
    private SourceOptions options = new SourceOptions();

    @ArgGroup
    private @Nullable RecordingOptions recording;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown (for a ticket) or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Only what is about this namespace or strikes it.")
    private String namespace = "";

    @Option(
            names = "--workload",
            paramLabel = "[KIND/]NAME",
            description = "Only what is about this workload, its pods, Services and autoscalers, or strikes them.")
    private String workload = "";

    @Option(
            names = "--playbook",
            paramLabel = "NAME",
            description = "Answer the questions of a playbook instead: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Playbooks.class,
            converter = Playbooks.class)
    private @Nullable Playbook playbook;

    @Option(
            names = "--readiness",
            description =
                    "Print the readiness checklist instead: what is not wrong yet and makes the next fault worse.")
    private boolean readiness;

    @Option(
            names = "--logs",
            description = "Also print the last lines of containers that crashed, read with your own rights.")
    private boolean logs;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Instant of the recording to look at, such as 03:02 (UTC) or 2026-11-24T03:02:00Z."
                    + " Default: its focus.")
    private @Nullable String at;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to wait for the cluster to be read. Default: ${DEFAULT-VALUE}.")
    private String timeout = "60s";

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
        Optional<Duration> patience = Durations.parse(timeout);
        if (patience.isEmpty()) {
            terminal.err().println("--timeout: expected a time such as 30s or 2m, found '" + timeout + "'");
            return ExitCode.USAGE.value();
        }
        if (at != null && recording == null) {
            terminal.err().println("--at: needs --recording; a live cluster only shows what is now");
            return ExitCode.USAGE.value();
        }
        if (logs && recording != null) {
            terminal.err().println("--logs: needs a live cluster; recordings and dumps hold no logs");
            return ExitCode.USAGE.value();
        }
        if (logs && (playbook != null || readiness)) {
            terminal.err().println("--logs: goes with the diagnosis, not with --playbook or --readiness");
            return ExitCode.USAGE.value();
        }
        if (playbook != null && readiness) {
            terminal.err().println("--playbook and --readiness: only one of them at a time");
            return ExitCode.USAGE.value();
        }
        if ((playbook != null || readiness) && format == Format.json) {
            terminal.err()
                    .println((readiness ? "--readiness" : "--playbook")
                            + ": prints text or markdown; its facts as JSON are in the diagnosis");
            return ExitCode.USAGE.value();
        }
        try {
            return (recording == null ? diagnose(config, patience.get()) : diagnose(recording, config)).value();
        } catch (IllegalArgumentException e) {
            terminal.clear();
            terminal.err().println(e.getMessage());
            return ExitCode.USAGE.value();
        }
    }

    private ExitCode diagnose(RecordingOptions given, ExporterConfig config) {
        terminal.progress("reading what was recorded");
        try (var sources = given.open(config)) {
            Instant instant = at == null ? sources.meta().focus() : Moment.of(at, sources.meta());
            HealthSnapshot snapshot = sources.judgeTo(
                    instant,
                    new Judge(),
                    Judge.settings(config),
                    percent -> terminal.progress("judging what led up to " + instant + ": " + percent + " %"));
            terminal.clear();
            return print(snapshot, sources, config, Map.of());
        } catch (RecordingException e) {
            terminal.clear();
            terminal.err().println(e.getMessage());
            return ExitCode.NO_SOURCE;
        }
    }

    private ExitCode diagnose(ExporterConfig config, Duration patience) {
        try (var sources = new LiveSources(config, clock, null)) {
            var look = new FirstLook(sources, config, terminal);
            look.await(patience);
            if (!look.hasAnswer()) {
                for (SourceState state : sources.states()) {
                    terminal.err().println(state.id() + ": " + state.problem());
                }
                terminal.err().println("no source answered, so nothing can be said");
                return ExitCode.NO_SOURCE;
            }
            HealthSnapshot snapshot = new Judge().judge(sources, Judge.settings(config));
            ClusterView cluster = sources.cluster(snapshot.at());
            return print(snapshot, sources, config, logs ? CrashLogs.of(sources, cluster, snapshot) : Map.of());
        }
    }

    private ExitCode print(
            HealthSnapshot snapshot, Sources sources, ExporterConfig config, Map<FindingId, List<LastWords>> words) {
        ClusterView cluster = sources.cluster(snapshot.at());
        Scope scope = Scope.of(cluster, namespace, workload);
        if (readiness) {
            return checklist(new ReadinessReport(snapshot, scope));
        }
        return playbook == null
                ? print(Diagnosis.of(
                        snapshot,
                        scope,
                        new Links(config.links().templates()),
                        new Beside(Witnesses.events(cluster, snapshot), words)))
                : answer(playbook, new Scene(cluster, snapshot, scope));
    }

    private ExitCode checklist(ReadinessReport report) {
        write(format == Format.markdown ? report.markdown() : report.text(terminal.colour(), terminal.columns()));
        return report.hasFindings() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private ExitCode answer(Playbook asked, Scene scene) {
        var answers = asked.ask(scene);
        var report = new PlaybookReport(asked, scene.scope(), answers, scene.snapshot());
        write(format == Format.markdown ? report.markdown() : report.text(terminal.colour(), terminal.columns()));
        return answers.stream().anyMatch(one -> one.answer().state() == Answer.State.FOUND)
                ? ExitCode.FINDINGS
                : ExitCode.CLEAN;
    }

    private ExitCode print(Diagnosis diagnosis) {
        String text = switch (format) {
            case text -> TextReport.print(diagnosis, terminal.colour(), terminal.columns());
            case markdown -> MarkdownReport.print(diagnosis);
            case json -> JsonReport.print(diagnosis);
        };
        write(text);
        return diagnosis.isCritical() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private void write(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }
}
