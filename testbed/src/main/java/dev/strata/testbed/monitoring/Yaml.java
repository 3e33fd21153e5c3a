package dev.strata.testbed.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.testbed.part.PartException;

/** Configuration files as trees. */
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private Yaml() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads a mapping; nothing but comments and space is an empty one. */
    static ObjectNode read(String text) {
        try {
            return text.isBlank() ? object() : MAPPER.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new PartException("not a YAML mapping: " + text, e);
        }
    }

    static String write(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
