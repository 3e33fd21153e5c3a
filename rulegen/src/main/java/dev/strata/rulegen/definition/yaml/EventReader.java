package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.PlannedEvent;
import dev.strata.rulegen.definition.PlannedEvent.Demand;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind PlannedEvent. */
final class EventReader {
    private static final List<String> KINDS = List.of("Deployment", "StatefulSet");
    private static final Duration WEEK = Duration.ofDays(7);

    private EventReader() {}

    static @Nullable PlannedEvent read(MappingReader document) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        Located<String> name = metadata == null ? null : metadata.requiredText("name");
        Located<String> team = metadata == null ? null : metadata.requiredText("team");
        if (metadata != null) {
            metadata.close();
        }
        Located<Instant> from = instant(document, "from");
        Located<Instant> to = instant(document, "to");
        Located<Duration> lead = document.positiveDuration("checkBefore");
        BigDecimal load = load(document);
        if (!document.has("workloads")) {
            document.missing("workloads");
        }
        var workloads = new ArrayList<Demand>();
        for (MappingReader reader : document.mappings("workloads", "a workload")) {
            Located<String> kind = reader.requiredWord("kind", EventReader::kind, KINDS);
            Located<String> namespace = reader.requiredText("namespace");
            Located<String> workload = reader.requiredText("name");
            Integer replicas = Numbers.positive(reader, "replicas");
            reader.close();
            if (kind != null && namespace != null && workload != null && replicas != null) {
                workloads.add(new Demand(kind.value(), namespace.value(), workload.value(), replicas));
            }
        }
        List<Located<String>> relax = document.texts("relax");
        document.close();
        if (from != null && to != null && !from.value().isBefore(to.value())) {
            document.source().error(to.span(), "event-time", "the event ends before it begins", null);
            return null;
        }
        if (name == null || team == null || from == null || to == null || load == null) {
            return null;
        }
        Duration before = lead == null ? WEEK : lead.value();
        return new PlannedEvent(name, team.value(), from.value(), to.value(), before, load, workloads, relax);
    }

    private static Optional<String> kind(String word) {
        return KINDS.contains(word) ? Optional.of(word) : Optional.empty();
    }

    private static @Nullable BigDecimal load(MappingReader document) {
        if (!document.has("load")) {
            return BigDecimal.ONE;
        }
        Located<Quantity> load = document.quantity("load");
        if (load != null
                && (load.value().unit() != Quantity.Unit.NUMBER
                        || load.value().value().signum() <= 0)) {
            String message = "found \"" + load.value().text() + "\" for \"load\", expected a factor";
            document.source()
                    .error(load.span(), "bad-quantity", message, "write how many times the usual load, such as 3");
            return null;
        }
        return load == null ? null : load.value().value();
    }

    private static @Nullable Located<Instant> instant(MappingReader document, String key) {
        Located<String> text = document.requiredText(key);
        if (text == null) {
            return null;
        }
        try {
            return new Located<>(Instant.parse(text.value()), text.file(), text.span());
        } catch (DateTimeParseException e) {
            String message = "found \"" + text.value() + "\" for \"" + key + "\", expected a time";
            document.source().error(text.span(), "bad-time", message, "write it in UTC, such as 2026-11-27T06:00:00Z");
            return null;
        }
    }
}
