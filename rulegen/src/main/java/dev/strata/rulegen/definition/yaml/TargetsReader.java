package dev.strata.rulegen.definition.yaml;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.strata.rulegen.definition.MetricSource;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.definition.Targets.Objects;
import dev.strata.rulegen.definition.Targets.Ruler;
import dev.strata.rulegen.definition.Targets.Source;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Targets. */
final class TargetsReader {
    private static final List<String> RULERS =
            Arrays.stream(Ruler.values()).map(TargetsReader::id).toList();

    private TargetsReader() {}

    static @Nullable Targets read(MappingReader document) {
        MappingReader metadata = document.mapping("metadata", "\"metadata\"");
        if (metadata != null) {
            metadata.requiredText("name");
            metadata.close();
        }
        Targets otherwise = Targets.DEFAULT;
        String prometheus = version(document, otherwise.prometheus());
        Duration scrape = interval(document, "scrapeInterval", otherwise.scrapeInterval());
        Duration evaluation = interval(document, "evaluationInterval", otherwise.evaluationInterval());
        String runbooks = address(document, "runbooks", otherwise.runbooks());
        String grafana = address(document, "grafana", otherwise.grafana());
        Sources sources = sources(document);
        Objects objects = objects(document);
        document.close();
        if (prometheus == null || scrape == null || evaluation == null || runbooks == null || grafana == null) {
            return null;
        }
        return new Targets(prometheus, scrape, evaluation, runbooks, grafana, sources, objects);
    }

    private static Sources sources(MappingReader document) {
        boolean managed = document.yes("managedControlPlane", false);
        var dropped = new ArrayList<String>();
        for (Located<String> pattern : document.texts("droppedMetrics")) {
            try {
                Pattern.compile(pattern.value());
                dropped.add(pattern.value());
            } catch (PatternSyntaxException e) {
                String message =
                        "found \"" + pattern.value() + "\", expected a regular expression: " + e.getDescription();
                document.source().error(pattern.span(), "bad-regex", message, null);
            }
        }
        Map<MetricSource, Source> known = new EnumMap<>(MetricSource.class);
        MappingReader exporters = document.mapping("exporters", "\"exporters\"");
        if (exporters != null) {
            for (String name : exporters.written()) {
                Optional<MetricSource> source = MetricSource.byId(name);
                MappingReader reader = exporters.mapping(name, "an exporter");
                if (source.isEmpty()) {
                    exporters
                            .source()
                            .unknownWord(exporters.keySpan(name), "unknown-word", "exporter", name, MetricSource.ids());
                } else if (reader != null) {
                    known.put(source.get(), source(reader));
                }
            }
        }
        return new Sources(known, dropped, managed);
    }

    private static Source source(MappingReader reader) {
        boolean present = reader.yes("present", true);
        Located<String> job = reader.has("job") ? reader.requiredText("job") : null;
        SortedMap<String, String> labels = TestReader.labels(reader, "labels");
        labels.forEach((usual, own) -> {
            if (!own.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                String message = "found \"" + own + "\", expected the name of a label";
                reader.source()
                        .error(reader.keySpan("labels"), "bad-name", message, "write for example exported_" + usual);
            }
        });
        reader.close();
        return new Source(present, job == null ? "" : job.value(), labels);
    }

    private static Objects objects(MappingReader document) {
        Objects otherwise = Targets.DEFAULT.objects();
        Located<Ruler> ruler = document.word("ruler", TargetsReader::ruler, RULERS);
        String namespace = document.textOr("objectNamespace", "");
        SortedMap<String, String> labels =
                document.has("objectLabels") ? TestReader.labels(document, "objectLabels") : otherwise.labels();
        boolean helm = document.yes("helm", false);
        return new Objects(ruler == null ? Ruler.PROMETHEUS : ruler.value(), namespace, labels, helm);
    }

    private static String id(Ruler ruler) {
        return ruler.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Ruler> ruler(String word) {
        return Arrays.stream(Ruler.values())
                .filter(ruler -> id(ruler).equals(word))
                .findFirst();
    }

    private static @Nullable String version(MappingReader document, String otherwise) {
        Located<String> text = document.text("prometheus");
        if (text == null) {
            return document.has("prometheus") ? null : otherwise;
        }
        if (!text.value().matches("(2|3)\\.\\d{1,3}")) {
            String message =
                    "found \"" + text.value() + "\" for \"prometheus\", expected a version such as 3.15 or 2.53";
            document.source().error(text.span(), "bad-version", message, "write it in quotes, without the patch level");
            return null;
        }
        return text.value();
    }

    private static @Nullable Duration interval(MappingReader document, String key, Duration otherwise) {
        Located<Duration> duration = document.positiveDuration(key);
        if (duration == null) {
            return document.has(key) ? null : otherwise;
        }
        return duration.value();
    }

    private static @Nullable String address(MappingReader document, String key, String otherwise) {
        Located<String> text = document.text(key);
        if (text == null) {
            return document.has(key) ? null : otherwise;
        }
        if (!text.value().matches("https?://\\S+")) {
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected an http address";
            document.source()
                    .error(text.span(), "bad-address", message, "write for example https://runbooks.example.org");
            return null;
        }
        return text.value().replaceAll("/+$", "");
    }
}
