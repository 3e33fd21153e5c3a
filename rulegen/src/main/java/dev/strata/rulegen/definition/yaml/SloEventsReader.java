package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where the events of an objective are counted: exactly one of several keys of the document. */
final class SloEventsReader {
    private static final List<String> KINDS = List.of("events", "latency", "nativeLatency", "probe");

    private SloEventsReader() {}

    static @Nullable Events read(MappingReader document) {
        List<String> written = KINDS.stream().filter(document::has).toList();
        if (written.size() != 1) {
            String found = written.isEmpty() ? "found none" : "found " + String.join(" and ", written);
            String message = found + ", expected one of " + String.join(", ", KINDS);
            document.source().error(document.place(), "slo-events", message, null);
            return null;
        }
        MappingReader reader = document.mapping(written.get(0), "\"" + written.get(0) + "\"");
        if (reader == null) {
            return null;
        }
        Events events = switch (written.get(0)) {
            case "events" -> counted(reader);
            case "probe" -> probe(reader);
            default -> latency(reader, written.get(0).equals("nativeLatency"));
        };
        reader.close();
        return events;
    }

    private static @Nullable Events counted(MappingReader reader) {
        VectorSelector total = PromqlText.requiredSelector(reader, "total");
        boolean hasBad = reader.has("bad");
        if (hasBad == reader.has("good")) {
            reader.source().error(reader.place(), "slo-events", "expected exactly one of the keys bad and good", null);
            return null;
        }
        VectorSelector other = PromqlText.requiredSelector(reader, hasBad ? "bad" : "good");
        if (total == null || other == null) {
            return null;
        }
        return new Events.Counted(total, hasBad ? other : null, hasBad ? null : other);
    }

    private static @Nullable Events latency(MappingReader reader, boolean isNative) {
        VectorSelector histogram = PromqlText.requiredSelector(reader, "histogram");
        Located<Quantity> within = reader.requiredQuantity("within");
        if (within != null
                && (within.value().unit() != Quantity.Unit.SECONDS
                        || within.value().value().signum() <= 0)) {
            String message = "found \"" + within.value().text() + "\" for \"within\", expected a time";
            reader.source().error(within.span(), "bad-quantity", message, "write a time, such as 300ms");
            return null;
        }
        if (histogram == null || within == null) {
            return null;
        }
        String suffix = suffix(histogram.metricName());
        if (!suffix.isEmpty()) {
            String message = "found \"" + histogram.metricName() + "\", expected the name of the histogram itself";
            reader.source().error(histogram.span(), "histogram-name", message, "leave out \"" + suffix + "\"");
            return null;
        }
        return isNative
                ? new Events.NativeLatency(histogram, within.value())
                : new Events.Latency(histogram.metricName(), histogram.matchers(), within.value());
    }

    private static String suffix(String name) {
        return List.of("_bucket", "_count", "_sum").stream()
                .filter(name::endsWith)
                .findFirst()
                .orElse("");
    }

    private static @Nullable Events probe(MappingReader reader) {
        VectorSelector success = PromqlText.requiredSelector(reader, "success");
        return success == null ? null : new Events.Probe(success);
    }
}
