package dev.strata.exporter.config;

import dev.strata.exporter.signal.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set.
 *
 * @param prometheus null where none is configured: the signals that need it are then off, not unknown
 * @param webConfigFile TLS and passwords of the server, in the format of the Prometheus exporter toolkit; null for none
 * @param flightRecorder null where none is wanted
 */
public record ExporterConfig(
        KubernetesConfig kubernetes,
        @Nullable PrometheusConfig prometheus,
        ListenAddress listen,
        @Nullable Path webConfigFile,
        EvaluationConfig evaluation,
        SignalsConfig signals,
        Thresholds thresholds,
        OwnersConfig owners,
        TuningConfig tuning,
        LinksConfig links,
        @Nullable FlightConfig flightRecorder) {

    /** The sections in which {@code other} differs and that are read at start only, as the file spells them. */
    public List<String> needsRestart(ExporterConfig other) {
        var sections = new ArrayList<String>();
        if (!kubernetes.equals(other.kubernetes)) {
            sections.add("kubernetes");
        }
        if (!Objects.equals(prometheus, other.prometheus)) {
            sections.add("prometheus");
        }
        if (!listen.equals(other.listen) || !Objects.equals(webConfigFile, other.webConfigFile)) {
            sections.add("web");
        }
        if (!owners.teamLabels().equals(other.owners.teamLabels())
                || !owners.tierLabels().equals(other.owners.tierLabels())) {
            sections.add("owners (as far as annotations are read)");
        }
        if (!Objects.equals(flightRecorder, other.flightRecorder)) {
            sections.add("flightRecorder");
        }
        return List.copyOf(sections);
    }
}
