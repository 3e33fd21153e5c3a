package dev.strata.testbed.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a spoilt copy of an object; key and resource version stay as they are. */
final class Spoiler {

    /** What etcd takes at most. */
    static final int HUGE = 1_500_000;

    private static final Set<String> QUANTITIES =
            Set.of("cpu", "memory", "storage", "pods", "ephemeral-storage", "averageValue", "requests.cpu");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Spoiler() {}

    static Bound spoil(Fault fault, Bound original) {
        ObjectNode tree;
        try {
            tree = (ObjectNode) JSON.readTree(original.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (fault) {
            case UNKNOWN_FIELDS -> addUnknown(tree);
            case NULL_OBJECT -> putNulls(tree);
            case HUGE_OBJECT -> grow(tree);
            case MALFORMED_QUANTITY -> replaceTexts(tree, false);
            case MALFORMED_TIME -> replaceTexts(tree, true);
            default -> throw new IllegalArgumentException(fault + " does not spoil objects");
        }
        return Template.of(tree).fill().bound();
    }

    private static void addUnknown(ObjectNode tree) {
        for (String place : List.of("metadata", "spec", "status")) {
            if (tree.get(place) instanceof ObjectNode part) {
                ObjectNode future = part.putObject("futureField");
                future.put("word", "value")
                        .put("number", 7)
                        .putArray("list")
                        .add(1)
                        .addObject()
                        .put("deep", true);
                part.put("futureText", "an escape \\\" and a line\nbreak and \u00fc");
            }
        }
        if (tree.path("status").get("phase") != null) {
            ((ObjectNode) tree.get("status")).put("phase", "Hibernating");
        }
        tree.putArray("futureList").add("one").addNull();
    }

    private static void putNulls(ObjectNode tree) {
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (field.getKey().equals("metadata") && field.getValue() instanceof ObjectNode metadata) {
                metadata.putNull("labels").putNull("annotations").putNull("ownerReferences");
            } else if (field.getValue().isContainerNode()) {
                field.setValue(tree.nullNode());
            }
        }
    }

    private static void grow(ObjectNode tree) {
        if (tree.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode annotations =
                    metadata.get("annotations") instanceof ObjectNode known ? known : metadata.putObject("annotations");
            annotations.put("example.com/blob", "0123456789abcdef".repeat(HUGE / 16));
        }
    }

    private static void replaceTexts(JsonNode node, boolean times) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> replaceTexts(item, times));
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String name = field.getKey();
                boolean hit = times ? isTime(name) : QUANTITIES.contains(name);
                if (hit && field.getValue().isTextual()) {
                    field.setValue(object.textNode(times ? "2026-13-45T99:00" : "12 apples"));
                } else {
                    replaceTexts(field.getValue(), times);
                }
            }
        }
    }

    private static boolean isTime(String name) {
        return name.endsWith("Time") || name.endsWith("Timestamp") || name.endsWith("At");
    }
}
