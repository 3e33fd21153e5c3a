package dev.strata.exporter;

import dev.strata.exporter.config.ConfigFile;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.config.FlightConfig;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.exposition.HealthCollector;
import dev.strata.exporter.http.ExporterServer;
import dev.strata.exporter.http.WebSecurity;
import dev.strata.exporter.recording.FlightFolder;
import dev.strata.exporter.recording.FlightRing;
import dev.strata.exporter.recording.RecordingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: judges on and on, serves metrics, the API and the board. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Judge on and on; serve /metrics, /api/v1/health and the board at /.",
        footer = {
            "",
            "Sources that do not answer are tried again for ever; what cannot be seen is reported as unknown.",
            "Exit codes: 0 stopped, 2 usage, 3 the recording cannot be read, 70 internal error."
        })
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Terminal terminal;
    private final InstantSource clock;
    private final CountDownLatch stop;

    @Mixin
    private SourceOptions options = new SourceOptions();

    @ArgGroup
    private @Nullable RecordingOptions recording;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Play the recording from its start, N times as fast as it happened."
                    + " Default: stand still at its focus.")
    private double speed;

    @Option(names = "--web.listen-address", paramLabel = "HOST:PORT", description = "Where to listen. Default: :19391.")
    private @Nullable String listenAddress;

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = "TLS, client certificates and passwords, in the format of the Prometheus exporter toolkit.")
    private @Nullable Path webConfigFile;

    @Option(
            names = "--flight-recorder",
            paramLabel = "TIME",
            description = "Remember so much of what happens, such as 2h; of each new critical root cause the 30 minutes"
                    + " before and 10 after are kept as a recording.")
    private @Nullable String flightRecorder;

    /** @param stop ends the command when counted down */
    ServeCommand(Terminal terminal, InstantSource clock, CountDownLatch stop) {
        this.terminal = terminal;
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        var flags = options.flags(listenAddress, webConfigFile, flightRecorder);
        var file = new ConfigFile(flags);
        ExporterConfig config = SourceOptions.read(flags, terminal).config();
        if (config == null) {
            return ExitCode.USAGE.value();
        }
        if (recording != null && config.flightRecorder() != null) {
            terminal.err().println("--flight-recorder: watches a live cluster; this one is recorded already");
            return ExitCode.USAGE.value();
        }
        return (recording == null ? live(config, file) : replay(recording, config, file)).value();
    }

    private ExitCode live(ExporterConfig config, ConfigFile file) throws InterruptedException {
        FlightConfig flight = config.flightRecorder();
        if (flight == null) {
            return live(config, file, null, null);
        }
        var folder = new FlightFolder(flight.folder(), flight.keep());
        try {
            folder.prepare();
        } catch (IOException e) {
            terminal.err().println("flight recorder: " + flight.folder() + " cannot be written: " + e.getMessage());
            return ExitCode.USAGE;
        }
        PrometheusConfig asked = config.prometheus();
        var ring = new FlightRing(
                flight.window(), (long) flight.memoryMib() << 20, clock, query -> RecordCommand.text(asked, query));
        return live(config, file, ring, folder);
    }

    private ExitCode live(
            ExporterConfig config, ConfigFile file, @Nullable FlightRing ring, @Nullable FlightFolder folder)
            throws InterruptedException {
        try (var sources = new LiveSources(config, clock, ring);
                var recorder = ring == null || folder == null
                        ? null
                        : new FlightRecorder(ring, folder, FlightRecorder.Spans.DEFAULTS, sources::serverVersion)) {
            if (ring != null) {
                sources.onAnswer(ring::answered);
            }
            return serve(sources, new Judge(), config, file, recorder, () -> {
                sources.start();
                sources.recallOwnFindings();
            });
        }
    }

    private ExitCode replay(RecordingOptions given, ExporterConfig config, ConfigFile file)
            throws InterruptedException {
        try (var sources = given.open(config)) {
            var judge = new Judge();
            if (speed > 0) {
                sources.play(speed, clock);
            } else {
                sources.judgeToFocus(judge, Judge.settings(config));
            }
            return serve(sources, judge, config, file, null, () -> {});
        } catch (RecordingException e) {
            terminal.err().println(e.getMessage());
            return ExitCode.NO_SOURCE;
        }
    }

    private ExitCode serve(
            Sources sources,
            Judge judge,
            ExporterConfig config,
            ConfigFile file,
            @Nullable FlightRecorder recorder,
            Runnable begin)
            throws InterruptedException {
        var collector = new HealthCollector();
        var registry = new PrometheusRegistry();
        registry.register(collector);
        var pages = new ServedPages();
        Path web = config.webConfigFile();
        WebSecurity security;
        try {
            security = web == null ? WebSecurity.NONE : WebSecurity.of(web);
        } catch (IOException e) {
            terminal.err().println(e.getMessage());
            return ExitCode.USAGE;
        }
        try (var server = ExporterServer.start(config.listen(), security, registry, pages)) {
            LOG.info("serving the board at {}/ and metrics at {}/metrics", server.url(), server.url());
            collector.onPublish(server::published);
            begin.run();
            try (var loop = new EvaluationLoop(sources, judge, collector, pages, config, file, recorder)) {
                loop.start();
                stop.await();
            }
            return ExitCode.CLEAN;
        } catch (IOException e) {
            terminal.err().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }
}
