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

    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private ApiText() {}

    /** Where a list ends: its version, and what to ask the next page with (empty on the last). */
    record Page(String version, String next) {}

    /**
     * Up to where a watch has told everything.
     *
     * @param complete whether it ends the initial events of a watch-list
     */
    record Bookmark(String version, boolean complete) {}

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

    /** Reads a bookmark; one without a version has an empty one. */
    static Bookmark bookmark(JsonParser parser) throws IOException {
        var bookmark = new Bookmark("", false);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return bookmark;
        }
        for (String name = name(parser); name != null; name = name(parser)) {
            JsonToken token = parser.nextToken();
            if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
                bookmark = bookmarkMeta(parser);
            } else {
                parser.skipChildren();
            }
        }
        return bookmark;
    }

    private static Bookmark bookmarkMeta(JsonParser parser) throws IOException {
        String version = "";
        boolean complete = false;
        for (String name = name(parser); name != null; name = name(parser)) {
            JsonToken token = parser.nextToken();
            if (name.equals("resourceVersion")) {
                version = text(parser);
            } else if (name.equals("annotations") && token == JsonToken.START_OBJECT) {
                complete = endsInitialEvents(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Bookmark(version, complete);
    }

    private static boolean endsInitialEvents(JsonParser parser) throws IOException {
        boolean ends = false;
        for (String name = name(parser); name != null; name = name(parser)) {
            parser.nextToken();
            String value = text(parser);
            ends |= name.equals(INITIAL_EVENTS_END) && value.equals("true");
        }
        return ends;
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
