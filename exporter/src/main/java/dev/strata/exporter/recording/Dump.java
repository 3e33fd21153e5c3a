package dev.strata.exporter.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code kubectl get ... -o yaml} or {@code -o json} prints, read as a recording of one instant. */
public final class Dump {

    private static final long LARGEST = 512L << 20;

    private static final Map<String, KubeResource> KINDS = Map.ofEntries(
            Map.entry("Namespace", KubeResource.NAMESPACES),
            Map.entry("Node", KubeResource.NODES),
            Map.entry("Pod", KubeResource.PODS),
            Map.entry("Deployment", KubeResource.DEPLOYMENTS),
            Map.entry("ReplicaSet", KubeResource.REPLICASETS),
            Map.entry("StatefulSet", KubeResource.STATEFULSETS),
            Map.entry("DaemonSet", KubeResource.DAEMONSETS),
            Map.entry("HorizontalPodAutoscaler", KubeResource.HORIZONTALPODAUTOSCALERS),
            Map.entry("Service", KubeResource.SERVICES),
            Map.entry("EndpointSlice", KubeResource.ENDPOINTSLICES),
            Map.entry("PodDisruptionBudget", KubeResource.PODDISRUPTIONBUDGETS),
            Map.entry("Event", KubeResource.EVENTS));

    private final Projection projection;
    private final String place;
    private final Set<KubeResource> seen = EnumSet.noneOf(KubeResource.class);
    private final List<ObjectFacts> objects = new ArrayList<>();
    private Instant newest = Instant.EPOCH;

    private Dump(Projection projection, String place) {
        this.projection = projection;
        this.place = place;
    }

    /**
     * Reads a file. Its instant is the newest time that any object in it tells; kinds that are not in it are unknown.
     *
     * @throws RecordingException if it cannot be read or holds no object of a kind that we know
     */
    public static Recording read(Path file, Projection projection) {
        var dump = new Dump(projection, file.toString());
        try {
            if (Files.size(file) > LARGEST) {
                throw new RecordingException(file.toString(), "larger than 512 MiB");
            }
            dump.documents(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new RecordingException(
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()), e.getOriginalMessage());
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "cannot be read: " + e.getMessage());
        }
        if (dump.objects.isEmpty()) {
            throw new RecordingException(
                    file.toString(), "holds no Kubernetes object of a known kind; use kubectl get ... -o yaml");
        }
        var meta = new RecordingMeta("", dump.newest, dump.newest, dump.newest, false, dump.seen);
        return new Recording(meta, dump.objects, List.of());
    }

    private void documents(String text) throws IOException {
        ObjectMapper mapper = text.stripLeading().startsWith("{") ? Json.MAPPER : new YAMLMapper();
        JsonFactory factory = mapper.getFactory();
        try (JsonParser parser = factory.createParser(text);
                MappingIterator<JsonNode> documents = mapper.readValues(parser, JsonNode.class)) {
            while (documents.hasNextValue()) {
                document(documents.nextValue());
            }
        }
    }

    private void document(JsonNode node) throws IOException {
        if (node.path("items").isArray()) {
            String kind = node.path("kind").asText();
            String itemKind = kind.equals("List") ? "" : kind.replaceFirst("List$", "");
            KubeResource listed = KINDS.get(itemKind);
            if (listed != null) {
                seen.add(listed);
            }
            for (JsonNode item : node.path("items")) {
                object(item, item.has("kind") ? item.path("kind").asText() : itemKind);
            }
        } else {
            object(node, node.path("kind").asText());
        }
    }

    private void object(JsonNode node, String kind) throws IOException {
        KubeResource resource = KINDS.get(kind);
        if (resource == null) {
            return;
        }
        seen.add(resource);
        times(node);
        try (JsonParser parser = node.traverse(Json.MAPPER)) {
            parser.nextToken();
            objects.add(projection
                    .project(resource, parser)
                    .orElseThrow(() -> new RecordingException(place, "a " + kind + " without a name")));
        }
    }

    private void times(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText();
            if (text.length() >= 20 && text.charAt(4) == '-' && text.endsWith("Z")) {
                try {
                    Instant at = Instant.parse(text);
                    newest = at.isAfter(newest) ? at : newest;
                } catch (DateTimeParseException ignored) {
                    // Looked like a time and is none.
                }
            }
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                // Validity ends lie in the future.
                if (!field.getKey().equals("spec") && !field.getKey().equals("notAfter")) {
                    times(field.getValue());
                }
            });
        } else {
            node.forEach(this::times);
        }
    }
}
