package dev.strata.exporter.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** What {@code kubectl get ... -o yaml} or {@code -o json} prints, read object by object as a recording of one instant. */
public final class Dump {

    private static final Set<KubeResource> WORKLOADS = Set.of(
            KubeResource.DEPLOYMENTS, KubeResource.REPLICASETS, KubeResource.STATEFULSETS, KubeResource.DAEMONSETS);

    private final Path file;
    private final Projection projection;
    private final List<ObjectFacts> objects = new ArrayList<>();
    private final Set<KubeResource> seen = EnumSet.noneOf(KubeResource.class);
    private final NewestTime newest = new NewestTime();

    private Dump(Path file, Projection projection) {
        this.file = file;
        this.projection = projection;
    }

    /**
     * Reads a file. Its instant is the newest time at which an object in it says something happened, or the file's own
     * where none does. Kinds that are not in it are unknown, unless the others show that there are none.
     *
     * @throws RecordingException if it cannot be read or holds no object of a kind that we know
     */
    public static Recording read(Path file, Projection projection) {
        return new Dump(file, projection).read();
    }

    private Recording read() {
        try (var reader = new PushbackReader(Files.newBufferedReader(file, StandardCharsets.UTF_8));
                JsonParser parser = factory(reader).createParser(reader)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                document(parser);
            }
            if (objects.isEmpty()) {
                throw new RecordingException(
                        file.toString(), "holds no Kubernetes object of a known kind; use kubectl get ... -o yaml");
            }
            inferEmpty();
            Instant at = newest.found().orElse(Files.getLastModifiedTime(file).toInstant());
            return new Recording(new RecordingMeta("", at, at, at, false, seen), objects, List.of());
        } catch (JsonProcessingException e) {
            throw broken(e);
        } catch (CharacterCodingException e) {
            throw new RecordingException(file.toString(), "is no text in UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new RecordingException(file.toString(), "does not exist", e);
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private RecordingException broken(JsonProcessingException e) {
        var at = e.getLocation();
        String place = at == null ? "" : ":" + Math.max(1, at.getLineNr()) + ":" + Math.max(1, at.getColumnNr());
        String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return new RecordingException(file + place, "neither JSON nor YAML: " + what, e);
    }

    private static JsonFactory factory(PushbackReader reader) throws IOException {
        int first = reader.read();
        while (first == ' ' || first == '\n' || first == '\r' || first == '\t' || first == 0xFEFF) {
            first = reader.read();
        }
        if (first != -1) {
            reader.unread(first);
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // The default of 3 MB is less than a small cluster has.
        return first == '{'
                ? Projection.json()
                : YAMLFactory.builder().loaderOptions(options).build();
    }

    /** The parser stands at the first token of a document and is left at its last. */
    private void document(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        ObjectNode head = Lines.JSON.createObjectNode();
        boolean list = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("items") && token == JsonToken.START_ARRAY) {
                list = true;
                items(parser, head);
            } else {
                head.set(name, Lines.JSON.readTree(parser));
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonEOFException(parser, null, "the text breaks off");
        }
        if (!list) {
            object(head, head);
        }
    }

    private void items(JsonParser parser, JsonNode list) throws IOException {
        listed(list).ifPresent(seen::add);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new JsonEOFException(parser, null, "the list breaks off");
            }
            object(Lines.JSON.readTree(parser), list);
        }
    }

    /** Of the API's own lists, such as a PodList, only the list tells the kind. */
    private static Optional<KubeResource> type(JsonNode object, JsonNode list) {
        if (object.has("kind")) {
            return KubeResource.ofType(
                    object.path("apiVersion").asText(), object.path("kind").asText());
        }
        return listed(list);
    }

    /** One ConfigMap is read with its content. */
    private static KubeResource narrowed(KubeResource type, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        boolean status = type == KubeResource.CONFIGMAPS
                && metadata.path("namespace").asText().equals("kube-system")
                && metadata.path("name").asText().equals(AutoscalerStatusFacts.NAME);
        return status ? KubeResource.AUTOSCALERSTATUS : type;
    }

    private static Optional<KubeResource> listed(JsonNode list) {
        return KubeResource.ofType(
                list.path("apiVersion").asText(), list.path("kind").asText().replaceFirst("List$", ""));
    }

    private void object(JsonNode object, JsonNode list) throws IOException {
        Optional<KubeResource> resource = type(object, list).map(type -> narrowed(type, object));
        if (resource.isEmpty() || !object.isObject()) {
            return;
        }
        try (JsonParser parser = object.traverse(Lines.JSON)) {
            parser.nextToken();
            ObjectFacts facts = projection
                    .project(resource.get(), parser)
                    .orElseThrow(() -> new RecordingException(
                            file.toString(), "a " + resource.get().kind() + " without a name"));
            objects.add(facts);
            seen.add(resource.get());
            newest.look(object);
        }
    }

    /**
     * Kinds of workloads of which the dump has none, although it has other workloads and what they would own, and none
     * of that is owned by such a one: they count as empty. All other kinds that are missing may not have been asked for.
     */
    private void inferEmpty() {
        if (Collections.disjoint(seen, WORKLOADS)) {
            return;
        }
        inferEmpty(KubeResource.DEPLOYMENTS, KubeResource.REPLICASETS);
        inferEmpty(KubeResource.REPLICASETS, KubeResource.PODS);
        inferEmpty(KubeResource.STATEFULSETS, KubeResource.PODS);
        inferEmpty(KubeResource.DAEMONSETS, KubeResource.PODS);
    }

    private void inferEmpty(KubeResource kind, KubeResource owned) {
        boolean noneOwns = seen.contains(owned)
                && objects.stream()
                        .filter(f -> f.resource() == owned)
                        .map(f -> f.meta().controller())
                        .noneMatch(c -> isOf(c, kind));
        if (noneOwns) {
            seen.add(kind);
        }
    }

    private static boolean isOf(@Nullable ObjectKey controller, KubeResource kind) {
        return controller != null && controller.kind().equals(kind.kind());
    }
}
