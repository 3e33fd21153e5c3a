package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.promql.ast.Feature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the server is started with; names that do not change the language are taken too. */
final class PromqlFeatures {
    /** Names of release 3.15 beside those of {@link Feature}; source: cmd/prometheus/main.go of that release. */
    private static final List<String> OTHERS = List.of(
            "auto-reload-config",
            "concurrent-rule-eval",
            "created-timestamp-zero-ingestion",
            "delayed-compaction",
            "exemplar-storage",
            "extra-scrape-metrics",
            "fast-startup",
            "histograms-st-encoding",
            "memory-snapshot-on-shutdown",
            "metadata-wal-records",
            "native-histograms",
            "old-ui",
            "ooo-native-histograms",
            "openmetrics2",
            "otlp-deltatocumulative",
            "otlp-native-delta-ingestion",
            "promql-delayed-name-removal",
            "promql-per-step-stats",
            "search-api",
            "st-storage",
            "st-synthesis",
            "type-and-unit-labels",
            "use-start-timestamps",
            "use-uncached-io",
            "xor2-encoding",
            "zstd-scrape");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            split = ",",
            description = {
                "A feature that the server is started with, by its name after --enable-feature;",
                "repeatable. promql-duration-expr is on in any case, as in Prometheus 3.15."
            })
    private List<String> names = List.of();

    /** What the parser accepts; refuses names that the server does not know. */
    Set<Feature> enabled() {
        Set<Feature> enabled = EnumSet.copyOf(Feature.defaults());
        for (String name : names) {
            Feature.byFlag(name).ifPresentOrElse(enabled::add, () -> requireKnown(name));
        }
        return Collections.unmodifiableSet(enabled);
    }

    private void requireKnown(String name) {
        CommandSpec own = spec;
        if (OTHERS.contains(name) || own == null) {
            return;
        }
        List<String> all = Stream.concat(Stream.of(Feature.values()).map(Feature::flag), OTHERS.stream())
                .toList();
        String hint = Nearest.hint(name, all).map(text -> "; " + text).orElse("");
        throw new ParameterException(own.commandLine(), "Prometheus 3.15 has no feature \"" + name + "\"" + hint);
    }
}
