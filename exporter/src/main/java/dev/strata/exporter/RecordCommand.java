package dev.strata.exporter;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.exporter.config.Durations;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.recording.RecordingException;
import dev.strata.exporter.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code record}: keeps what the sources say over a time. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Write what the cluster and Prometheus say into a folder, for 'diagnose' and 'serve --recording'.",
            "Only the fields that judging reads are written: no Secret, environment value, argument or ConfigMap",
            "content can get in. Ctrl-C ends it early; what was recorded until then is kept."
        },
        footer = {"", "Exit codes: 0 recorded, 2 usage, 3 no source answered, 70 internal error."})
final class RecordCommand implements Callable<Integer> {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final CountDownLatch stop;
    private Terminal terminal;

    @Mixin
    private SourceOptions options = new SourceOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Folder to make; must not exist yet.")
    private Path output = Path.of("recording");

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long, such as 90s or 30m. Default: ${DEFAULT-VALUE}.")
    private String duration = "10m";

    RecordCommand(Terminal terminal, InstantSource clock, CountDownLatch stop) {
        this.terminal = terminal;
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        terminal = options.terminal(terminal);
        Optional<Duration> length = Durations.parse(duration);
        if (length.isEmpty()) {
            terminal.err().println("--duration: expected a time such as 90s or 30m, found '" + duration + "'");
            return ExitCode.USAGE.value();
        }
        ExporterConfig config =
                SourceOptions.read(options.flags(null), terminal).config();
        if (config == null) {
            return ExitCode.USAGE.value();
        }
        try {
            return record(config, length.get()).value();
        } catch (RecordingException e) {
            terminal.err().println(e.getMessage());
        } catch (IOException e) {
            terminal.err().println(output + " cannot be written: " + e.getMessage());
        }
        return ExitCode.USAGE.value();
    }

    private ExitCode record(ExporterConfig config, Duration length) throws IOException, InterruptedException {
        PrometheusConfig asked = config.prometheus();
        try (var writer = RecordingWriter.create(output, clock, query -> text(asked, query));
                var sources = new LiveSources(config, clock, writer)) {
            sources.onAnswer(writer::answered);
            var look = new FirstLook(sources, config, terminal);
            look.await(FIRST_LOOK);
            sources.states().stream()
                    .filter(state -> !state.up())
                    .forEach(state -> terminal.err().println(state.id() + ": " + state.problem()));
            if (!look.hasAnswer()) {
                terminal.err().println("no source answered, so there is nothing to record");
                return ExitCode.NO_SOURCE;
            }
            writer.begin(sources.serverVersion());
            sources.startAsking();
            terminal.err().println("recording to " + output + " for " + duration + "; Ctrl-C ends it early");
            Instant end = clock.instant().plus(length);
            while (clock.instant().isBefore(end) && !stop.await(500, TimeUnit.MILLISECONDS)) {
                terminal.progress(
                        "recording, " + Duration.between(clock.instant(), end).toSeconds() + " s left");
            }
            terminal.clear();
        }
        terminal.err().println("recorded to " + output);
        return ExitCode.CLEAN;
    }

    static String text(@Nullable PrometheusConfig config, MeasurementQuery query) {
        if (config == null) {
            return "";
        }
        var questions = config.questions();
        return query.text(questions.selector(), questions.rateWindow(), questions.compareOffset());
    }
}
