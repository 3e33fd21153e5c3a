package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what stands around objects: lists, watch events, Status objects. */
final class ApiText {

    private ApiText() {}

    /** Where a list ends: its version, and what to ask the next page with (empty on the last). */
    record Page(String version, String next) {}

    /** Takes each object of a list at whose first token the parser stands. */
    interface Items {
        void item(JsonParser parser) throws IOException;
    }

    static Page page(JsonParser parser, Items items) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "expected a list, found " + parser.currentToken());
        }
        var page = new Page("", "");
        for (String name = name(parser); name != null; name = name(parser)) {
            JsonToken token = parser.nextToken();
            if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
                page = listMeta(parser);
            } else if (name.equals("items") && token == JsonToken.START_ARRAY) {
                for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    present(parser, token);
                    items.item(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
        if (page.version().isEmpty()) {
            throw new JsonParseException(parser, "the list has no resourceVersion");
        }
        return page;
    }

    private static Page listMeta(JsonParser parser) throws IOException {
        String version = "";
        String next = "";
        for (String name = name(parser); name != null; name = name(parser)) {
            parser.nextToken();
            if (name.equals("resourceVersion")) {
                version = text(parser);
            } else if (name.equals("continue")) {
                next = text(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Page(version, next);
    }

    /** The {@code metadata.resourceVersion} of a bookmark; empty where it has none. */
    static String bookmark(JsonParser parser) throws IOException {
        String version = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return version;
        }
        for (String name = name(parser); name != null; name = name(parser)) {
            JsonToken token = parser.nextToken();
            if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
                version = listMeta(parser).version();
            } else {
                parser.skipChildren();
            }
        }
        return version;
    }

    /** What the Status object of an ERROR event says. */
    static ApiTrouble error(JsonParser parser) throws IOException {
        int code = 500;
        String message = "";
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String name = name(parser); name != null; name = name(parser)) {
                JsonToken token = parser.nextToken();
                if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
                    code = parser.getIntValue();
                } else if (name.equals("message")) {
                    message = text(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return ApiTrouble.ofStatus(code, message, Duration.ZERO);
    }

    /** The next field's name, null at the end of the object. */
    static @Nullable String name(JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        if (name == null) {
            present(parser, parser.currentToken());
        }
        return name;
    }

    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    private static void present(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonEOFException(parser, null, "the text ends too early");
        }
    }
}
