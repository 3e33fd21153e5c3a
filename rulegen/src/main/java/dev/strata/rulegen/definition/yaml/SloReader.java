package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Sli;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.definition.SloDefinition.SloSubject;
import dev.strata.rulegen.definition.SloDefinition.Workload;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Slo. */
final class SloReader {
    private static final List<String> LAYERS =
            Arrays.stream(Layer.values()).map(Layer::id).toList();
    private static final List<String> SLIS =
            Arrays.stream(Sli.values()).map(Sli::id).toList();
    private static final List<Long> PERIOD_DAYS = List.of(7L, 28L, 30L, 90L);
    /** Events in the long window: below it a handful of failures would look like a fire. */
    private static final long DEFAULT_FLOOR = 3600;

    private SloReader() {}

    static @Nullable SloDefinition read(MappingReader document) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        Located<String> name = metadata == null ? null : metadata.requiredText("name");
        SloSubject subject = metadata == null ? null : subject(metadata);
        if (metadata != null) {
            metadata.close();
        }
        Located<Sli> sli = document.requiredWord("sli", Sli::byId, SLIS);
        Located<Quantity> objective = objective(document);
        Duration period = period(document);
        Events events = events(document);
        List<Workload> dependsOn = dependsOn(document, subject);
        Long floor = floor(document);
        document.close();
        if (name == null || subject == null || sli == null || objective == null) {
            return null;
        }
        if (period == null || events == null || floor == null) {
            return null;
        }
        return new SloDefinition(name, subject, sli.value(), objective, period, events, dependsOn, floor);
    }

    private static @Nullable SloSubject subject(MappingReader metadata) {
        Located<Layer> layer = metadata.requiredWord("layer", Layer::byId, LAYERS);
        Located<String> namespace = metadata.requiredText("namespace");
        Located<String> service = metadata.requiredText("service");
        Located<String> team = metadata.requiredText("team");
        Located<Tier> tier = metadata.requiredWord("tier", Tier::byId, Tier.ids());
        String owner = metadata.textOr("owner", "");
        if (layer == null || namespace == null || service == null || team == null || tier == null) {
            return null;
        }
        String person = owner.isEmpty() ? team.value() : owner;
        return new SloSubject(layer.value(), namespace.value(), service.value(), team.value(), tier.value(), person);
    }

    private static @Nullable Located<Quantity> objective(MappingReader document) {
        if (!document.has("objective")) {
            document.missing("objective");
            return null;
        }
        Located<Quantity> objective = document.quantity("objective");
        if (objective == null) {
            return null;
        }
        Quantity quantity = objective.value();
        boolean ratio = quantity.unit() == Quantity.Unit.RATIO || quantity.unit() == Quantity.Unit.NUMBER;
        boolean inside = quantity.value().signum() > 0 && quantity.value().compareTo(BigDecimal.ONE) < 0;
        if (!ratio || !inside) {
            document.source()
                    .error(
                            objective.span(),
                            "bad-objective",
                            "found \"" + quantity.text() + "\", expected a share between 0% and 100%",
                            "write for example 99.9%");
            return null;
        }
        return objective;
    }

    private static @Nullable Duration period(MappingReader document) {
        if (!document.has("period")) {
            return Duration.ofDays(30);
        }
        Located<Duration> period = document.duration("period");
        if (period == null) {
            return null;
        }
        boolean known = PERIOD_DAYS.stream().anyMatch(days -> period.value().equals(Duration.ofDays(days)));
        if (!known) {
            document.source().error(period.span(), "bad-period", "expected a period of 7d, 28d, 30d or 90d", null);
            return null;
        }
        return period.value();
    }

    private static @Nullable Events events(MappingReader document) {
        boolean counted = document.has("events");
        if (counted == document.has("latency")) {
            String found = counted ? "found both \"events\" and \"latency\"" : "found neither";
            document.source().error(document.place(), "slo-events", found + ", expected one of events, latency", null);
            return null;
        }
        return counted ? counted(document) : latency(document);
    }

    private static @Nullable Events counted(MappingReader document) {
        MappingReader reader = document.mapping("events", "\"events\"");
        if (reader == null) {
            return null;
        }
        VectorSelector total = PromqlText.requiredSelector(reader, "total");
        boolean hasBad = reader.has("bad");
        if (hasBad == reader.has("good")) {
            reader.source().error(reader.place(), "slo-events", "expected exactly one of the keys bad and good", null);
            reader.close();
            return null;
        }
        VectorSelector other = PromqlText.requiredSelector(reader, hasBad ? "bad" : "good");
        reader.close();
        if (total == null || other == null) {
            return null;
        }
        return new Events.Counted(total, hasBad ? other : null, hasBad ? null : other);
    }

    private static @Nullable Events latency(MappingReader document) {
        MappingReader reader = document.mapping("latency", "\"latency\"");
        if (reader == null) {
            return null;
        }
        VectorSelector histogram = PromqlText.requiredSelector(reader, "histogram");
        Located<Quantity> within = reader.quantity("within");
        if (!reader.has("within")) {
            reader.missing("within");
        }
        reader.close();
        if (within != null && within.value().unit() != Quantity.Unit.SECONDS) {
            reader.source()
                    .error(
                            within.span(),
                            "bad-quantity",
                            "found \"" + within.value().text() + "\" for \"within\", expected a time",
                            "write a time, such as 300ms");
            return null;
        }
        if (histogram == null || within == null) {
            return null;
        }
        return new Events.Latency(histogram.metricName(), histogram.matchers(), within.value());
    }

    private static List<Workload> dependsOn(MappingReader document, @Nullable SloSubject subject) {
        var workloads = new ArrayList<Workload>();
        for (MappingReader reader : document.mappings("dependsOn", "a workload")) {
            Located<String> kind = reader.requiredText("kind");
            Located<String> name = reader.requiredText("name");
            String namespace = reader.textOr("namespace", subject == null ? "" : subject.namespace());
            reader.close();
            if (kind != null && name != null) {
                workloads.add(new Workload(kind.value(), namespace, name.value()));
            }
        }
        return workloads;
    }

    private static @Nullable Long floor(MappingReader document) {
        Located<String> text = document.text("floor");
        if (text == null) {
            return DEFAULT_FLOOR;
        }
        if (!text.value().matches("\\d{1,9}")) {
            String message = "found \"" + text.value() + "\" for \"floor\", expected a number of events";
            document.source().error(text.span(), "bad-quantity", message, null);
            return null;
        }
        return Long.valueOf(text.value());
    }
}
