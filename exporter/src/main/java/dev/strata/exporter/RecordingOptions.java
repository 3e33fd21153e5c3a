package dev.strata.exporter;

import dev.strata.exporter.config.ExporterConfig;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.recording.Dump;
import dev.strata.exporter.recording.Recording;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to look at in place of a cluster; at most one of them. */
final class RecordingOptions {

    @Option(names = "--recording", paramLabel = "DIR", description = "A recording instead of a live cluster.")
    @Nullable
    Path folder;

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description = "Output of 'kubectl get ... -o yaml' or json instead of a live cluster.")
    @Nullable
    Path dump;

    /**
     * Reads what was named, as it was at the start.
     *
     * @throws dev.strata.exporter.recording.RecordingException if it cannot be read
     */
    ReplaySources open(ExporterConfig config) {
        var projection = Projection.keeping(LiveSources.annotations(config));
        PrometheusConfig prometheus = config.prometheus();
        var limits = prometheus == null ? PrometheusConfig.Limits.DEFAULTS : prometheus.limits();
        return new ReplaySources(recording(projection), limits.staleAfter());
    }

    private Recording recording(Projection projection) {
        if (dump != null) {
            return Dump.read(dump, projection);
        }
        if (folder != null) {
            return Recording.open(folder, projection);
        }
        throw new IllegalStateException("neither a recording nor a dump");
    }
}
