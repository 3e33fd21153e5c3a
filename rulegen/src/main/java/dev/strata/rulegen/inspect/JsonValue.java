package dev.strata.rulegen.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of a JSON text with its place. Asking for what is not there gives nothing, never an error: files of other people
 * hold anything.
 *
 * @param text of strings, numbers and truth values; null for the rest
 */
record JsonValue(
        Span span, Optional<String> text, boolean isNumber, Map<String, JsonValue> fields, List<JsonValue> items) {
    private static final int DEEPEST = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    static JsonValue parse(SourceFile file) throws IOException {
        try (JsonParser parser = FACTORY.createParser(file.text())) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static JsonValue read(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var fields = new LinkedHashMap<String, JsonValue>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(parser));
            }
            return new JsonValue(span(start, parser), Optional.empty(), false, fields, List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<JsonValue>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser));
            }
            return new JsonValue(span(start, parser), Optional.empty(), false, Map.of(), items);
        }
        boolean scalar = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
        Optional<String> text = scalar ? Optional.of(parser.getText()) : Optional.empty();
        boolean number = token != null && token.isNumeric();
        return new JsonValue(span(start, parser), text, number, Map.of(), List.of());
    }

    private static Span span(int start, JsonParser parser) {
        int end = (int) parser.currentLocation().getCharOffset();
        return new Span(start, Math.max(start + 1, end));
    }

    Optional<JsonValue> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The value at the end of a path of names. */
    Optional<JsonValue> at(String... names) {
        Optional<JsonValue> value = Optional.of(this);
        for (String name : names) {
            value = value.flatMap(inner -> inner.get(name));
        }
        return value;
    }

    String text(String name) {
        return get(name).flatMap(JsonValue::text).orElse("");
    }

    List<JsonValue> list(String... names) {
        return at(names).map(JsonValue::items).orElse(List.of());
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    OptionalDouble number() {
        return isNumber ? OptionalDouble.of(Double.parseDouble(text.orElse("0"))) : OptionalDouble.empty();
    }

    int whole(String name, int otherwise) {
        return (int) get(name)
                .map(value -> value.number().orElse(otherwise))
                .orElse((double) otherwise)
                .doubleValue();
    }

    /** All strings at any depth, with their places. */
    void strings(Collection<JsonValue> out) {
        if (text.isPresent() && !isNumber) {
            out.add(this);
        }
        fields.values().forEach(value -> value.strings(out));
        items.forEach(value -> value.strings(out));
    }
}
