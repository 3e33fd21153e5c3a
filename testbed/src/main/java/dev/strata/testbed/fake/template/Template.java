package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A compiled template, see {@link Templates} for where they come from. Does not change; shared by all threads. */
public final class Template {

    private static final String METADATA_ONLY = "PartialObjectMetadata";

    private final JsonNode tree;
    private final Slots slots;
    private final List<JsonPart> full;
    private final List<JsonPart> item;
    private final List<JsonPart> metadata;
    private final Map<String, WirePart> wires = new ConcurrentHashMap<>();

    private Template(JsonNode tree) {
        this.tree = tree;
        this.slots = new Slots();
        this.full = JsonCompiler.compile(tree, slots);
        this.item = JsonCompiler.compile(withoutType(tree), slots);
        this.metadata = tree.has("metadata") ? JsonCompiler.compile(metadataOnly(tree), slots) : full;
    }

    /** Compiles a tree; keep the result, compiling costs a thousand times what rendering does. */
    public static Template of(JsonNode tree) {
        return new Template(tree);
    }

    /** Starts an object of this template. */
    public Filling fill() {
        return new Filling(new Object[slots.size()]);
    }

    /** Collects the values of one object; used once. */
    public final class Filling {

        private final @Nullable Object[] values;

        private Filling(@Nullable Object[] values) {
            this.values = values;
        }

        /** Sets a value that needs no escaping in JSON; names that the template does not have are ignored. */
        public Filling set(String name, String value) {
            return set(name, plain(value));
        }

        /** As above; the bytes are shared, not copied. */
        public Filling set(String name, byte[] value) {
            Integer slot = slots.find(name);
            if (slot != null) {
                values[slot] = value;
            }
            return this;
        }

        public Filling set(String name, long value) {
            return set(name, Long.toString(value));
        }

        public Filling set(String name, List<Bound> items) {
            Integer slot = slots.find(name);
            if (slot != null) {
                values[slot] = items.toArray(Bound[]::new);
            }
            return this;
        }

        public Bound bound() {
            return new Bound(Template.this, values);
        }
    }

    List<String> slotNames() {
        return slots.names();
    }

    int slot(String name) {
        Integer slot = slots.find(name);
        if (slot == null) {
            throw new IllegalArgumentException("no value " + name + " among " + slots.names());
        }
        return slot;
    }

    boolean hasSlot(String name) {
        return slots.find(name) != null;
    }

    List<JsonPart> full() {
        return full;
    }

    List<JsonPart> item() {
        return item;
    }

    List<JsonPart> metadata() {
        return metadata;
    }

    WirePart wire(String message) {
        return wires.computeIfAbsent(
                message,
                name -> WireCompiler.compile(name.equals(METADATA_ONLY) ? metadataOnly(tree) : tree, name, slots));
    }

    /** UTF-8 bytes of text that JSON writes as it is. */
    static byte[] plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("needs escaping: " + text);
            }
        }
        return text.getBytes(UTF_8);
    }

    /** Items of a list do not repeat what the list says: true of built-in kinds, not of custom resources. */
    private static JsonNode withoutType(JsonNode tree) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) tree);
        if (!tree.has("metadata") || (tree.path("apiVersion").asText().contains(".") && !isBuiltIn(tree))) {
            return copy;
        }
        copy.remove(List.of("kind", "apiVersion"));
        return copy;
    }

    private static boolean isBuiltIn(JsonNode tree) {
        String group = tree.path("apiVersion").asText();
        return group.contains(".k8s.io/") && !group.startsWith("gateway.") && !group.startsWith("autoscaling.");
    }

    private static JsonNode metadataOnly(JsonNode tree) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.put("kind", METADATA_ONLY).put("apiVersion", "meta.k8s.io/v1");
        copy.set("metadata", tree.get("metadata"));
        return copy;
    }
}
