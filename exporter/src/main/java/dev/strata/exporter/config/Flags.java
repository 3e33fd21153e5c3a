package dev.strata.exporter.config;

import java.nio.file.Path;
import java.util.List;
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
        @Nullable String flightRecorder,
        boolean tlsSecrets,
        List<String> customResources) {

    public static final Flags NONE = new Flags(null, null, null, null, null, null);

    public Flags {
        customResources = List.copyOf(customResources);
    }

    /** Flags of a command that serves nothing and watches what is usual. */
    public Flags(
            @Nullable Path configFile,
            @Nullable Path kubeconfig,
            @Nullable String context,
            @Nullable String prometheusUrl,
            @Nullable String selector,
            @Nullable String listenAddress) {
        this(configFile, kubeconfig, context, prometheusUrl, selector, listenAddress, null, null, false, List.of());
    }
}
