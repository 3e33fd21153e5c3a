package dev.strata.testbed.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A scenario as a JSON object whose keys are the components' names. */
final class ScenarioJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ScenarioJson() {}

    static String write(Scenario scenario) {
        return JSON.valueToTree(scenario).toPrettyString() + "\n";
    }

    /** Returns the scenario with the fields of the patch; anything wrong is an {@link IllegalArgumentException}. */
    static Scenario patched(Scenario scenario, String patch) {
        try {
            JsonNode changes = JSON.readTree(patch);
            if (!(changes instanceof ObjectNode fields)) {
                throw new IllegalArgumentException("expected a JSON object, found: " + patch);
            }
            ObjectNode tree = JSON.valueToTree(scenario);
            tree.setAll(fields);
            return JSON.treeToValue(tree, Scenario.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
