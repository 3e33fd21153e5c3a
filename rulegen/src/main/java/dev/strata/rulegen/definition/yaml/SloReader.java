package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Sli;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.definition.SloDefinition.Response;
import dev.strata.rulegen.definition.SloDefinition.SloSubject;
import dev.strata.rulegen.definition.SloDefinition.Workload;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Located;
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
    /** Checks come every half a minute or so: a quarter of an hour has thirty of them. */
    private static final long PROBE_FLOOR = 10;

    private static final Quantity A_FIFTH = new Quantity(new BigDecimal("0.2"), Quantity.Unit.RATIO, "20%");

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
        Events events = SloEventsReader.read(document);
        List<Workload> dependsOn = dependsOn(document, subject);
        Long floor = floor(document, events);
        Located<Response> response = response(document);
        document.close();
        if (name == null || subject == null || sli == null || objective == null) {
            return null;
        }
        if (period == null || events == null || floor == null) {
            return null;
        }
        return new SloDefinition(name, subject, sli.value(), objective, period, events, dependsOn, floor, response);
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

    static @Nullable Located<Quantity> objective(MappingReader document) {
        if (!document.has("objective")) {
            document.missing("objective");
            return null;
        }
        Located<Quantity> objective = document.quantity("objective");
        if (objective == null) {
            return null;
        }
        Quantity quantity = objective.value();
        if (!isShare(quantity, false)) {
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

    private static @Nullable Located<Response> response(MappingReader document) {
        MappingReader reader = document.mapping("response", "\"response\"");
        if (reader == null) {
            return null;
        }
        if (!reader.has("within")) {
            reader.missing("within");
        }
        Located<Duration> within = reader.positiveDuration("within");
        Located<Quantity> failing = reader.quantity("failing");
        boolean broken = reader.has("failing") && failing == null;
        reader.close();
        if (failing != null && !isShare(failing.value(), true)) {
            String message = "found \"" + failing.value().text() + "\" for \"failing\", expected a share up to 100%";
            reader.source().error(failing.span(), "bad-quantity", message, "write for example 20%");
            return null;
        }
        if (within == null || broken) {
            return null;
        }
        Quantity share = failing == null ? A_FIFTH : failing.value();
        return new Located<>(new Response(within.value(), share), within.file(), within.span());
    }

    private static boolean isShare(Quantity quantity, boolean whole) {
        boolean ratio = quantity.unit() == Quantity.Unit.RATIO || quantity.unit() == Quantity.Unit.NUMBER;
        int side = quantity.value().compareTo(BigDecimal.ONE);
        return ratio && quantity.value().signum() > 0 && (side < 0 || (whole && side == 0));
    }

    private static @Nullable Long floor(MappingReader document, @Nullable Events events) {
        Located<String> text = document.text("floor");
        if (text == null) {
            return events instanceof Events.Probe ? PROBE_FLOOR : DEFAULT_FLOOR;
        }
        if (!text.value().matches("\\d{1,9}")) {
            String message = "found \"" + text.value() + "\" for \"floor\", expected a number of events";
            document.source().error(text.span(), "bad-quantity", message, null);
            return null;
        }
        return Long.valueOf(text.value());
    }
}
