package dev.strata.exporter;

import dev.strata.exporter.config.ConfigFile;
import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.exposition.HealthCollector;
import dev.strata.exporter.http.ExporterServer;
import dev.strata.exporter.recording.RecordingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
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

    /** @param stop ends the command when counted down */
    ServeCommand(Terminal terminal, InstantSource clock, CountDownLatch stop) {
        this.terminal = terminal;
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        var flags = options.flags(listenAddress);
        var file = new ConfigFile(flags);
        ExporterConfig config = SourceOptions.read(flags, terminal).config();
        if (config == null) {
            return ExitCode.USAGE.value();
        }
        return (recording == null ? live(config, file) : replay(recording, config, file)).value();
    }

    private ExitCode live(ExporterConfig config, ConfigFile file) throws InterruptedException {
        try (var sources = new LiveSources(config, clock, null)) {
            return serve(sources, new Judge(), config, file, () -> {
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
            return serve(sources, judge, config, file, () -> {});
        } catch (RecordingException e) {
            terminal.err().println(e.getMessage());
            return ExitCode.NO_SOURCE;
        }
    }

    private ExitCode serve(Sources sources, Judge judge, ExporterConfig config, ConfigFile file, Runnable begin)
            throws InterruptedException {
        var collector = new HealthCollector();
        var registry = new PrometheusRegistry();
        registry.register(collector);
        var pages = new ServedPages();
        try (var server = ExporterServer.start(config.listen(), registry, pages)) {
            LOG.info("serving the board at {}/ and metrics at {}/metrics", server.url(), server.url());
            begin.run();
            try (var loop = new EvaluationLoop(sources, judge, collector, pages, config, file)) {
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
