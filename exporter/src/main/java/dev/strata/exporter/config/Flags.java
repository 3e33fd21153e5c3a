package dev.strata.exporter.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the command line sets; each wins over the file, null where it was not given. */
public record Flags(
        @Nullable Path configFile,
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String prometheusUrl,
        @Nullable String selector,
        @Nullable String listenAddress,
        @Nullable Path webConfigFile,
        @Nullable String flightRecorder) {

    public static final Flags NONE = new Flags(null, null, null, null, null, null);

    /** Flags of a command that serves nothing. */
    public Flags(
            @Nullable Path configFile,
            @Nullable Path kubeconfig,
            @Nullable String context,
            @Nullable String prometheusUrl,
            @Nullable String selector,
            @Nullable String listenAddress) {
        this(configFile, kubeconfig, context, prometheusUrl, selector, listenAddress, null, null);
    }
}
