package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Targets. */
final class TargetsReader {

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
        document.close();
        if (prometheus == null || scrape == null || evaluation == null || runbooks == null || grafana == null) {
            return null;
        }
        return new Targets(prometheus, scrape, evaluation, runbooks, grafana);
    }

    private static @Nullable String version(MappingReader document, String otherwise) {
        Located<String> text = document.text("prometheus");
        if (text == null) {
            return document.has("prometheus") ? null : otherwise;
        }
        if (!text.value().matches("3\\.\\d{1,3}")) {
            String message = "found \"" + text.value() + "\" for \"prometheus\", expected a version such as 3.15";
            document.source().error(text.span(), "bad-version", message, null);
            return null;
        }
        return text.value();
    }

    private static @Nullable Duration interval(MappingReader document, String key, Duration otherwise) {
        Located<Duration> duration = document.duration(key);
        if (duration == null) {
            return document.has(key) ? null : otherwise;
        }
        if (duration.value().isZero()) {
            document.source().error(duration.span(), "bad-duration", "\"" + key + "\" is zero", null);
            return null;
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
            document.source().error(text.span(), "bad-address", message, null);
            return null;
        }
        return text.value().replaceAll("/+$", "");
    }
}
