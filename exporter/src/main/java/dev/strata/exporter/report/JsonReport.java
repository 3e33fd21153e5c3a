package dev.strata.exporter.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.Origin;
import dev.strata.exporter.health.RootCause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis as JSON, as {@code /api/v1/health} and {@code diagnose --format json} give it. The schema is
 * {@code docs/schema/health-v1.schema.json}.
 */
public final class JsonReport {

    /** Value of {@code version}; a change that breaks readers raises it. */
    public static final String VERSION = "strata.health/v1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** The document, ending in a line break. */
    public static String print(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        root.put("at", snapshot.at().toString());
        sources(root.putArray("sources"), snapshot);
        layers(root.putArray("layers"), snapshot);
        ArrayNode rootCauses = root.putArray("rootCauses");
        diagnosis
                .all()
                .forEach(one -> rootCauses.add(rootCause(one, diagnosis)
                        .put("chronic", diagnosis.chronic().contains(one))));
        ArrayNode findings = root.putArray("findings");
        diagnosis.findings().forEach(finding -> findings.add(silenced(finding(finding), finding, snapshot)));
        changes(root.putArray("changes"), diagnosis.changes());
        ArrayNode unknown = root.putArray("unknown");
        diagnosis
                .blind()
                .forEach(tally -> unknown.addObject()
                        .put("layer", tally.layer().id())
                        .put("signal", tally.signal().id())
                        .put("problem", tally.blind()));
        try {
            return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sources(ArrayNode array, HealthSnapshot snapshot) {
        snapshot.sources().forEach(source -> {
            ObjectNode node = array.addObject().put("id", source.id()).put("up", source.up());
            time(node, "lastSuccess", source.lastSuccess());
            if (!source.problem().isEmpty()) {
                node.put("problem", source.problem());
            }
        });
    }

    private static void layers(ArrayNode array, HealthSnapshot snapshot) {
        snapshot.layers().forEach(health -> {
            ObjectNode node = array.addObject().put("layer", health.layer().id());
            health.severity().ifPresentOrElse(value -> node.put("severity", value), () -> node.putNull("severity"));
            node.put("judgedRatio", health.judgedRatio());
        });
    }

    private static void changes(ArrayNode array, List<Change> changes) {
        for (Change change : changes) {
            ObjectNode node = object(array.addObject(), change.object())
                    .put("change", change.change())
                    .put("at", change.at().toString())
                    .put("manager", change.manager());
            ArrayNode differences = node.putArray("differences");
            change.differences()
                    .forEach(one -> differences
                            .addObject()
                            .put("field", one.field())
                            .put("of", one.of())
                            .put("before", one.before())
                            .put("after", one.after()));
            Origin origin = change.origin();
            if (origin != null) {
                object(node.putObject("origin"), origin.by()).put("revision", origin.revision());
            }
        }
    }

    private static ObjectNode object(ObjectNode node, ObjectKey key) {
        return node.put("namespace", key.namespace()).put("kind", key.kind()).put("name", key.name());
    }

    private static ObjectNode rootCause(Case one, Diagnosis diagnosis) {
        RootCause root = one.root();
        ObjectNode node = described(root.finding());
        node.put("headline", Wording.headline(root.finding()));
        node.put("worst", root.worst().id());
        node.put("confidence", rounded(root.confidence()));
        identities(node.putArray("effects"), root.effects());
        if (!root.alike().isEmpty()) {
            identities(node.putArray("alike"), root.alike());
        }
        changes(node.putArray("changes"), one.changes());
        node.put("firstAction", Wording.signal(root.finding().id()).firstAction());
        ArrayNode confirm = node.putArray("confirm");
        Commands.confirm(root.finding()).forEach(confirm::add);
        ArrayNode events = node.putArray("events");
        diagnosis.beside().eventsOf(root.finding().id()).forEach(events::add);
        if (!one.logs().isEmpty()) {
            ArrayNode logs = node.putArray("logs");
            one.logs().forEach(words -> {
                ObjectNode log = logs.addObject().put("of", words.of()).put("problem", words.problem());
                ArrayNode lines = log.putArray("lines");
                words.lines().forEach(lines::add);
            });
        }
        ArrayNode links = node.putArray("links");
        diagnosis
                .links()
                .of(root.finding(), diagnosis.snapshot().at())
                .forEach(link -> links.addObject().put("name", link.name()).put("url", link.url()));
        return node;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = described(finding);
        ArrayNode causes = node.putArray("causes");
        finding.causes().forEach(cause -> {
            ObjectNode one = causes.addObject();
            one.set("identity", identity(cause.id()));
            one.put("confidence", rounded(cause.confidence()));
            one.put("mechanism", cause.mechanism());
        });
        node.put("firstAction", Wording.signal(finding.id()).firstAction());
        ArrayNode confirm = node.putArray("confirm");
        Commands.confirm(finding).forEach(confirm::add);
        return node;
    }

    private static ObjectNode silenced(ObjectNode node, Finding finding, HealthSnapshot snapshot) {
        snapshot.silences().stream()
                .filter(silence -> silence.finding().equals(finding.id()))
                .forEach(silence -> node.putObject("silence")
                        .put("reason", silence.reason())
                        .put("until", silence.until().toString()));
        return node;
    }

    private static ObjectNode described(Finding finding) {
        ObjectNode node = JSON.createObjectNode();
        node.set("identity", identity(finding.id()));
        node.put("verdict", finding.verdict().id());
        node.put("held", finding.held());
        node.put("severity", finding.severity().id());
        time(node, "since", finding.sinceKnown() ? finding.since() : null);
        ArrayNode reasons = node.putArray("reasons");
        finding.reasons().forEach(reasons::add);
        node.put("reason", finding.reasons().isEmpty() ? "" : finding.reasons().get(0));
        node.putObject("owner")
                .put("team", finding.owner().team())
                .put("tier", finding.owner().tier());
        ArrayNode evidence = node.putArray("evidence");
        finding.evidence()
                .forEach(one -> evidence.addObject().put("name", one.name()).put("value", one.value()));
        return node;
    }

    private static void identities(ArrayNode array, List<FindingId> ids) {
        ids.forEach(id -> array.add(identity(id)));
    }

    private static ObjectNode identity(FindingId id) {
        return JSON.createObjectNode()
                .put("layer", id.layer().id())
                .put("signal", id.signal())
                .put("namespace", id.subject().namespace())
                .put("kind", id.subject().kind())
                .put("name", id.subject().name());
    }

    private static void time(ObjectNode node, String name, @Nullable Instant instant) {
        if (instant == null) {
            node.putNull(name);
        } else {
            node.put(name, instant.toString());
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
