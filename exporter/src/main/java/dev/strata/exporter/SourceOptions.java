package dev.strata.exporter;

import dev.strata.exporter.config.ConfigReader;
import dev.strata.exporter.config.ConfigReading;
import dev.strata.exporter.config.Flags;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all commands share. */
final class SourceOptions {

    @Option(names = "--config.file", paramLabel = "FILE", description = "YAML file with all settings.")
    @Nullable
    Path configFile;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where the cluster is. Default: $KUBECONFIG, the pod's service account, ~/.kube/config.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig. Default: its current one.")
    @Nullable
    String context;

    @Option(
            names = "--prometheus.url",
            paramLabel = "URL",
            description = "Prometheus, with its path prefix. Without one the signals that need it are off.")
    @Nullable
    String prometheusUrl;

    @Option(
            names = "--prometheus.selector",
            paramLabel = "MATCHERS",
            description = "Label matchers for all queries, such as 'cluster=\"a\"'.")
    @Nullable
    String selector;

    @Option(
            names = "--watch.tls-secrets",
            description =
                    "Watch Secrets of type kubernetes.io/tls for the end of their validity. Needs the right to list"
                            + " Secrets, which shows all their values; see the command role.")
    boolean tlsSecrets;

    @Option(
            names = "--watch.custom-resource",
            paramLabel = "KIND",
            description =
                    "Watch the conditions of this kind of custom resources, written group/version/plural/Kind; may"
                            + " be repeated.")
    List<String> customResources = List.of();

    @Option(names = "--no-color", description = "No colours; NO_COLOR in the environment does the same.")
    boolean noColor;

    Terminal terminal(Terminal standard) {
        return noColor ? standard.withoutColour() : standard;
    }

    Flags flags(@Nullable String listenAddress) {
        return flags(listenAddress, null, null);
    }

    Flags flags(@Nullable String listenAddress, @Nullable Path webConfigFile, @Nullable String flightRecorder) {
        return new Flags(
                configFile,
                kubeconfig,
                context,
                prometheusUrl,
                selector,
                listenAddress,
                webConfigFile,
                flightRecorder,
                tlsSecrets,
                customResources);
    }

    /** Reads the configuration; tells all mistakes. */
    static ConfigReading read(Flags flags, Terminal terminal) {
        ConfigReading reading = ConfigReader.read(flags);
        reading.problems().forEach(problem -> terminal.err().println(problem));
        return reading;
    }
}
