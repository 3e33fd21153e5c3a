package dev.strata.exporter.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON of recordings: limited in depth, one value a text. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false)
            .build();

    private Json() {}

    /** Reads a whole text; what is broken is told with its place. */
    static JsonNode read(String text, String place) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new RecordingException(place, "expected a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new RecordingException(place, "broken JSON, is the file cut off? " + e.getOriginalMessage());
        }
    }
}
